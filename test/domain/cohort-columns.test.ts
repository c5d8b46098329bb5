import { describe, expect, test } from 'vitest';
import { columnNamed, columns, fold, nearest } from '../../src/domain/cohort-columns.ts';

describe('a column is known by the names people give it', () => {
  test.each([
    ['Code', 'code'],
    ['Code du binôme', 'code'],
    ['mentoré nom', 'mentee.name'],
    ['Nom du mentoré', 'mentee.name'],
    ['MENTORE  NOM', 'mentee.name'],
    ['Mentoré·e – Nom', 'mentee.name'],
    ['mentorée mail', 'mentee.mail'],
    ['mentee_mail', 'mentee.mail'],
    ['menteeTimeZone', 'mentee.timeZone'],
    ['Courriel du mentor', 'mentor.mail'],
    ['mentor e-mail', 'mentor.mail'],
    ['mentor Établissement', 'mentor.institution'],
    ['Profession of mentor', 'mentor.profession'],
    ['mentor fuseau horaire', 'mentor.timeZone'],
    ['Référent·e mail', 'referent.mail'],
    ['referent', 'referent.mail'],
    ['mail', undefined],
    ['mentor salaire', undefined],
    ['', undefined],
  ])('%s', (name, key) => {
    expect(columnNamed(name)?.key).toBe(key);
  });

  test('and each by the name we write', () => {
    expect(columns.map(({ label }) => columnNamed(label)?.key)).toEqual(
      columns.map(({ key }) => key),
    );
  });
});

test('the nearest name is offered in place of a mistyped one', () => {
  const labels = columns.map(({ label }) => label);

  expect(nearest('mentor étalissement', labels)).toBe('mentor établissement');
  expect(nearest('referant mail', labels)).toBe('référent mail');
  expect(nearest('x', [])).toBe('');
});

test('case, accents and punctuation count for nothing', () => {
  expect(fold('  Grosjean-Petit,  ÉLODIE ')).toBe('grosjean petit elodie');
});

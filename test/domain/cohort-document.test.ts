import { describe, expect, test } from 'vitest';
import { documentColumn } from '../../src/domain/cohort-document.ts';
import { csvText, faultsOf, inShort, planOf, someRows, yamlText } from '../support/cohort-files.ts';

const csv = csvText(someRows());
const faults = (change: Record<string, string>) => inShort(faultsOf(csv, yamlText(change)));

describe('each fault is told with its line and its key', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ code: '' }, ['yaml 1 code: missing-key']],
    [{ name: 'name:' }, ['yaml 2 name: missing-key']],
    [{ name: 'name: [a, b]' }, ['yaml 2 name: text']],
    [{ timeZone: 'timeZone: Europe/Pari' }, ['yaml 3 timeZone: unknown-time-zone']],
    [{ launch: 'launch: 14/04/2026' }, ['yaml 4 launch: malformed-date']],
    [{ closing: 'closing: 2027-02-29' }, ['yaml 6 closing: malformed-date']],
    [{ closing: 'closing: 2028-02-29' }, []],
    [{ body: 'body: Agence' }, ['yaml 7 body: object']],
    [{ body: 'body: { name: Agence }' }, ['yaml 7 body.replyTo: missing-key']],
    [{ recording: '  recording: maybe' }, ['yaml 10 settings.recording: recording']],
    [{ recording: '' }, ['yaml 8 settings.recording: recording']],
    [{ lunch: '  lunch: { from: 9:00, to: 14:00 }' }, ['yaml 12 settings.lunch.from: time-of-day']],
    [{ lunch: '  lunch: { from: 14:00, to: 12:30 }' }, ['yaml 12 settings.lunch.to: hours-order']],
    [{ noticeHours: '  noticeHours: a day' }, ['yaml 13 settings.noticeHours: whole-number']],
    [
      { horizonDays: '  horizon: 28' },
      ['yaml 8 settings.horizonDays: missing-key', 'yaml 14 settings.horizon: unknown-key'],
    ],
    [
      { pilot: 'pilot: { name: Rosalie, mail: r@body.example, oid: 7 }' },
      ['yaml 20 pilot.oid: malformed-guid'],
    ],
    [
      {
        pilot:
          'pilot: { name: Rosalie, mail: r@body.example, oid: 11111111-2222-4333-8444-555555555555 }',
      },
      ['yaml 20 pilot.tenant: half-identity'],
    ],
    [{ pilot: 'pilots: none' }, ['yaml 1 pilot: missing-key', 'yaml 20 pilots: unknown-key']],
    [
      { '- { name: Farid': '  - { name: Farid, mail: farid.benamrane@body.example, phone: none }' },
      ['yaml 17 coaches.2.phone: malformed-phone'],
    ],
  ])('%j', (change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  test('an unknown key is told with the nearest one', () => {
    const [fault] = faultsOf(
      csv,
      yamlText({ midterm: 'midterm: 2026-10-08\nclossing: 2027-01-01' }),
    );

    expect(fault).toMatchObject({ row: 6, problem: 'unknown-key', values: { nearest: 'closing' } });
  });

  test('a key twice is no valid YAML', () => {
    expect(faults({ name: 'name: A\nname: B' })).toEqual(['yaml 3: malformed-yaml']);
  });

  test('a list in place of the whole is told as such', () => {
    expect(inShort(faultsOf(csv, '- a\n- b'))).toEqual(['yaml 1: not-a-mapping']);
  });
});

test('what was typed is kept: a phone its zero, a code of digits its shape', () => {
  const plan = planOf(csv, yamlText({ code: 'code: 0026' }));

  expect(plan.code).toBe('0026');
  expect(plan.people.map(({ phone }) => phone)[0]).toBe('01 99 00 10 02');
});

test('items of a list are counted from one, as people count', () => {
  expect(documentColumn(['coaches', 0, 'mail'])).toBe('coaches.1.mail');
  expect(documentColumn([])).toBeNull();
});

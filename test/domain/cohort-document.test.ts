import { describe, expect, test } from 'vitest';
import { documentColumn } from '../../src/domain/cohort-document.ts';
import { csvText, faultsOf, inShort, planOf, someRows, yamlText } from '../support/cohort-files.ts';

const csv = csvText(someRows());
/** The line of lunch as it is, and one more setting below it. */
const lunchAnd = (setting: string) => `  lunch: { from: 12:30, to: 14:00 }\n  ${setting}`;
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
    [{ horizonDays: '  horizonDays: 367' }, ['yaml 14 settings.horizonDays: whole-number']],
    [
      { lunch: lunchAnd('rhythm: { markDays: often, least: 0, most: 13 }') },
      [
        'yaml 13 settings.rhythm.markDays: whole-number',
        'yaml 13 settings.rhythm.least: whole-number',
        'yaml 13 settings.rhythm.most: whole-number',
      ],
    ],
    [
      { lunch: lunchAnd('rhythm: { least: 7, most: 6 }') },
      ['yaml 13 settings.rhythm.most: rhythm-order'],
    ],
    // Fewer than nine are the most when nothing else is said.
    [{ lunch: lunchAnd('rhythm: { least: 9 }') }, ['yaml 13 settings.rhythm.most: rhythm-order']],
    [
      { lunch: lunchAnd('ladder: { mentee: soon, everyDays: 6, menteee: 35 }') },
      [
        'yaml 13 settings.ladder.mentee: whole-number',
        'yaml 13 settings.ladder.everyDays: whole-number',
        'yaml 13 settings.ladder.menteee: unknown-key',
      ],
    ],
    // Both hear of it after 45 days when nothing else is said.
    [
      { lunch: lunchAnd('ladder: { mentee: 45 }') },
      ['yaml 13 settings.ladder.referent: ladder-order'],
    ],
    [
      { lunch: lunchAnd('longestPauseDays: 367') },
      ['yaml 13 settings.longestPauseDays: whole-number'],
    ],
    [{ lunch: lunchAnd('rhythm: often') }, ['yaml 13 settings.rhythm: object']],
    [
      { lunch: lunchAnd('travelMinutes: { sameCity: 481, elsewher: 90 }') },
      [
        'yaml 13 settings.travelMinutes.sameCity: whole-number',
        'yaml 13 settings.travelMinutes.elsewher: unknown-key',
      ],
    ],
    [
      { lunch: lunchAnd('dayHours: { launch: { from: 9h, to: 16:30 }, closing: 9:30 }') },
      [
        'yaml 13 settings.dayHours.launch.from: time-of-day',
        'yaml 13 settings.dayHours.closing: hours',
      ],
    ],
    [
      { lunch: lunchAnd('dayHours: { midterm: { from: 16:00, to: 16:00 }, mid: 1 }') },
      [
        'yaml 13 settings.dayHours.midterm.to: hours-order',
        'yaml 13 settings.dayHours.mid: unknown-key',
      ],
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

test('what a cohort chooses of its rhythm, its roads and its days is read; the rest has its default', () => {
  const { settings } = planOf(
    csv,
    yamlText({
      lunch: lunchAnd(
        'rhythm: { markDays: 42 }\n  ladder: { mentee: 28 }\n  longestPauseDays: 61\n  travelMinutes: { elsewhere: 120 }\n  dayHours: { launch: { from: 10:00, to: 17:00 } }',
      ),
    }),
  );

  expect(settings.rhythm).toEqual({ markDays: 42, least: 6, most: 8 });
  expect(settings.ladder).toEqual({ mentee: 28, both: 45, referent: 56, everyDays: 7 });
  expect(settings.longestPauseDays).toBe(61);
  expect(settings.travelMinutes).toEqual({ sameCity: 30, elsewhere: 120 });
  expect(settings.dayHours).toEqual({
    launch: { from: '10:00', to: '17:00' },
    midterm: { from: '14:00', to: '16:00' },
    closing: { from: '09:30', to: '16:30' },
  });
});

test('items of a list are counted from one, as people count', () => {
  expect(documentColumn(['coaches', 0, 'mail'])).toBe('coaches.1.mail');
  expect(documentColumn([])).toBeNull();
});

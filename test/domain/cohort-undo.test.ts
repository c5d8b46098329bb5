import { describe, expect, test } from 'vitest';
import {
  broughtBy,
  isLeanedOn,
  mailsIn,
  mayStillUndo,
  rowChanges,
  type Snapshot,
  standsAsLeft,
} from '../../src/domain/cohort-undo.ts';

const nothing: Snapshot = {
  ...{ person: [], person_identity: [], cohort: [], cohort_day: [], cohort_role: [] },
  ...{ pair: [], pair_referent: [] },
};
const awa = { id: 'awa', mail: 'awa@ch-a.example', city: 'Valaubrune' };
const lea = { id: 'lea', mail: 'lea@ch-e.example', city: 'Montferrat' };
const p03 = { id: 'p03', cohort_id: 'c', code: 'P03', mentee_id: 'lea', mentor_id: 'awa' };
const midterm = { cohort_id: 'c', kind: 'midterm', day: '2026-10-08' };
const roses = { pair_id: 'p01', person_id: 'rose', kind: 'referent', from_day: '2026-04-14' };

const before: Snapshot = {
  ...{ ...nothing, person: [awa], cohort_day: [midterm] },
  pair_referent: [{ ...roses, to_day: null }],
};
const after: Snapshot = {
  ...nothing,
  person: [{ city: 'Paris', mail: awa.mail, id: 'awa' }, lea],
  cohort_day: [{ ...midterm, day: '2026-10-15' }],
  pair: [p03],
  pair_referent: [],
};
const rows = rowChanges(before, after);

describe('what a change wrote', () => {
  test('is every row that came, went or says something else, and no other', () => {
    expect(rows).toEqual([
      { table: 'person', before: awa, after: { ...awa, city: 'Paris' } },
      { table: 'person', before: null, after: lea },
      { table: 'cohort_day', before: midterm, after: { ...midterm, day: '2026-10-15' } },
      { table: 'pair', before: null, after: p03 },
      { table: 'pair_referent', before: { ...roses, to_day: null }, after: null },
    ]);
    expect(rowChanges(before, before)).toEqual([]);
  });

  test('names whom and which pairs it brought', () => {
    expect(broughtBy(rows, 'person')).toEqual(['lea']);
    expect(broughtBy(rows, 'pair')).toEqual(['p03']);
    expect(mailsIn(rows)).toEqual(['awa@ch-a.example', 'lea@ch-e.example']);
  });
});

describe('there is a way back', () => {
  test('while every row stands as it was left', () => {
    expect(standsAsLeft(rows, after)).toBe(true);
    const more = { ...after, person: [...after.person, { ...lea, id: 'hugo' }] };
    expect(standsAsLeft(rows, more)).toBe(true);
  });

  const since: [what: string, now: Snapshot][] = [
    ['a row was written again', { ...after, cohort_day: [midterm] }],
    ['a row that came is gone', { ...after, pair: [] }],
    ['a row that went is back', { ...after, pair_referent: [{ ...roses, to_day: null }] }],
  ];
  test.for(since)('but not once %s', ([, now]) => {
    expect(standsAsLeft(rows, now)).toBe(false);
  });

  const leaning: [what: string, now: Snapshot][] = [
    ['coaches', { ...after, cohort_role: [{ cohort_id: 'c', person_id: 'lea', role: 'coach' }] }],
    ['is in another pair', { ...after, pair: [p03, { ...p03, id: 'p04' }] }],
    ['has an account', { ...after, person_identity: [{ tid: 't', oid: 'o', person_id: 'lea' }] }],
    ['has a referent', { ...after, pair_referent: [{ ...roses, pair_id: 'p03' }] }],
  ];
  test.for(leaning)('nor once somebody or some pair it brought %s', ([, now]) => {
    expect(isLeanedOn(rows, now)).toBe(true);
  });

  test('what it did not bring may gain rows', () => {
    expect(isLeanedOn(rows, after)).toBe(false);
    const role = { cohort_id: 'c', person_id: 'awa', role: 'coach' };
    expect(isLeanedOn(rows, { ...after, cohort_role: [role] })).toBe(false);
  });

  test('for ten minutes, and once', () => {
    const at = Date.parse('2026-04-21T09:00:00+02:00');
    const late = Date.parse('2026-04-21T09:10:00+02:00');
    expect(mayStillUndo({ at, undone: null }, at)).toBe(true);
    expect(mayStillUndo({ at, undone: null }, late - 1)).toBe(true);
    expect(mayStillUndo({ at, undone: null }, late)).toBe(false);
    expect(mayStillUndo({ at, undone: at }, at)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { isTimeZone } from '../../src/cohort-file-reader.ts';
import type { AnsweringChange, CohortChanges } from '../../src/domain/cohort-changes.ts';
import { readDocument } from '../../src/domain/cohort-document.ts';
import { keptDocument, withoutDocument } from '../../src/domain/kept-document.ts';
import { aCohort } from '../support/people.ts';

const { name, zone: timeZone, settings, launch, midterm, closing } = aCohort;
const header = { name, timeZone, settings, days: { launch, midterm, closing } };
const rose = { name: 'Rose Vogt', mail: 'rose.vogt@mentorat.example' };
const nadia = { name: 'Nadia Chantereau', mail: 'nadia.chantereau@mentorat.example' };
const kept = { code: '2026', header, coaches: [rose], pilot: nadia, deputies: [] };

describe('a cohort as it is kept', () => {
  test('reads as the YAML that it came from', () => {
    const read = readDocument(keptDocument(kept), isTimeZone);
    expect(read.faults).toEqual([]);
    const { bodyName, replyTo, ...rest } = settings;
    expect(read).toMatchObject({
      ...{ code: '2026', name: 'Promotion 2026', timeZone, launch, midterm, closing },
      ...{ body: { name: bodyName, replyTo }, settings: rest, coaches: [rose], pilot: nadia },
    });
  });

  test('has no line that anybody could be sent to', () => {
    expect(keptDocument(kept).lineOf(['coaches', 0, 'mail'])).toBeNull();
  });

  test('says of people only what a YAML would', () => {
    const coaches = [{ ...rose, id: 'person-3' }];
    expect(readDocument(keptDocument({ ...kept, coaches }), isTimeZone).faults).toEqual([]);
  });
});

test('without a YAML nobody’s role changes, and deputies only where the referent does', () => {
  const change = (pair: string, kind: AnsweringChange['kind']): AnsweringChange => ({
    ...{ pair, kind, from: '2026-06-01', closes: null, opens: rose.mail },
  });
  const changes: CohortChanges = {
    ...{ cohort: 'unchanged', days: [], people: { added: [], updated: [] }, identities: [] },
    roles: { added: [{ mail: rose.mail, role: 'coach' }], removed: [] },
    ...{ pairs: { added: [] }, absent: ['P09'] },
    answering: [change('P01', 'deputy'), change('P02', 'referent'), change('P02', 'deputy')],
  };
  expect(withoutDocument(changes)).toEqual({
    ...changes,
    roles: { added: [], removed: [] },
    answering: [change('P02', 'referent'), change('P02', 'deputy')],
  });
});

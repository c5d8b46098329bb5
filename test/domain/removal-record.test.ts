import { describe, expect, test } from 'vitest';
import { canonical, digestOf, noRecord, recordOf } from '../../src/domain/removal-record.ts';
import { awa, paris } from '../support/people.ts';

const asked = paris('2027-09-21', '03:00');
const removal = {
  id: '0000000a-0000-4000-8000-000000000001',
  ...{ kind: 'person' as const, subject: awa.id, asked },
  counts: { pairs: 1, meetings: 0, 'left:chat-messages': 2 },
};

describe('the record of a removal', () => {
  test('of a person leads back to nobody', () => {
    expect(JSON.stringify(recordOf(removal, asked, noRecord))).not.toContain(awa.id);
  });

  test('tells what went, what was left, and until when copies lie elsewhere', () => {
    const record = recordOf(removal, asked, noRecord);

    expect(record.removed).toEqual({ pairs: 1 });
    expect(record.left).toEqual({ 'chat-messages': 2 });
    expect(record.residues).toContainEqual({ where: 'recycle-bin', until: '2027-12-23' });
    expect(record.residues).toContainEqual({ where: 'chat-copies', until: null });
  });

  test('has one text only, whatever the order its parts were put in', () => {
    expect(canonical({ b: [1, { d: null, c: 'é"' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é\\"","d":null}]}',
    );
  });

  test('is followed by one that names its text and its signature', () => {
    const once = digestOf('{}', Uint8Array.of(1));
    expect(once).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf('{} ', Uint8Array.of(1))).not.toBe(once);
    expect(digestOf('{}', Uint8Array.of(2))).not.toBe(once);
  });
});

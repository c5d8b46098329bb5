import { describe, expect, test } from 'vitest';
import { isTimeZone } from '../../src/cohort-file-reader.ts';
import { readCell, tidy } from '../../src/domain/cohort-cells.ts';

describe('what a file of a cohort may not bring in', () => {
  test.each(['../../etc/passwd', 'GMT+25', 'Etc/../../passwd', 'Europe/Paris\u0000'])(
    '79 the zone %j',
    (zone) => {
      const told = readCell(tidy(zone), 'time-zone', isTimeZone);

      expect(told).not.toHaveProperty('value');
      expect(told).toHaveProperty('problem');
    },
  );

  // A title of ours holds a name at most, a mail goes out as JSON: a line break in a name is all
  // that could begin another line anywhere.
  test.each([
    ['81 a line of a calendar', 'Awa Lemoine\r\nATTENDEE:mailto:x@evil.example'],
    ['82 a header of a mail', 'Awa Lemoine\r\nBcc: x@evil.example'],
    ['82 a header, by a bare line feed', 'Awa Lemoine\nBcc: x@evil.example'],
    ['82 a header, by a separator of lines', 'Awa Lemoine\u2028Bcc'],
  ])('%s', (_what, name) => {
    const told = readCell(tidy(name), 'name', isTimeZone);

    expect(JSON.stringify(told)).not.toMatch(/\\r|\\n|\u2028/);
    if ('value' in told) expect(told.value).toBe('Awa Lemoine Bcc');
  });
});

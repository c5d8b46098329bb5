import { describe, expect, test } from 'vitest';
import { isProfession, readCell, tidy } from '../../src/domain/cohort-cells.ts';
import type { CellKind } from '../../src/domain/cohort-columns.ts';

const isTimeZone = (name: string) => name === 'Europe/Paris';
const read = (text: string, kind: CellKind) => readCell(text, kind, isTimeZone);

describe('a cell that can be read', () => {
  test.each<[CellKind, string, string]>([
    ['mail', 'Awa.Lemoine@CH-A.example', 'awa.lemoine@ch-a.example'],
    ['mail', "d'arc+1@sous.domaine.example", "d'arc+1@sous.domaine.example"],
    ['code', 'p01', 'P01'],
    ['code', 'B-12/2026', 'B-12/2026'],
    ['profession', 'd3s', 'D3S'],
    ['departement', '9', '09'],
    ['time-zone', 'Europe/Paris', 'Europe/Paris'],
    ['name', 'Marie-Ange Lhéritier d’Ancy', 'Marie-Ange Lhéritier d’Ancy'],
    ['text', 'CH « Les Pins », site n° 2 (ex-Nord)', 'CH « Les Pins », site n° 2 (ex-Nord)'],
    ['text', 'x'.repeat(200), 'x'.repeat(200)],
    ['guid', '{11111111-2222-4333-8444-AAAAAAAAAAAA}', '11111111-2222-4333-8444-aaaaaaaaaaaa'],
  ])('%s: %s', (kind, text, value) => {
    expect(read(text, kind)).toEqual({ value });
  });
});

describe('a cell that cannot', () => {
  test.each<[CellKind, string, string]>([
    ['mail', 'awa.lemoine', 'malformed-mail'],
    ['mail', 'awa lemoine@ch.example', 'malformed-mail'],
    ['mail', 'awa..lemoine@ch.example', 'malformed-mail'],
    ['mail', 'awa@ch.example; marc@ch.example', 'malformed-mail'],
    ['mail', 'awa@exemple', 'malformed-mail'],
    ['mail', 'hélène@ch.example', 'malformed-mail'],
    ['mail', `${'a'.repeat(65)}@ch.example`, 'malformed-mail'],
    ['code', 'P 1!', 'malformed-code'],
    ['code', 'x'.repeat(33), 'malformed-code'],
    ['name', '12', 'malformed-name'],
    ['name', 'Awa <script>', 'malformed-name'],
    ['profession', 'médecin', 'unknown-profession'],
    ['departement', '20', 'corsica'],
    ['departement', '975a', 'unknown-departement'],
    ['time-zone', 'Europe/Pari', 'unknown-time-zone'],
    ['time-zone', '+02:00', 'formula'],
    ['guid', '00000000-0000-0000-0000-000000000000', 'malformed-guid'],
    ['guid', '11111111-2222-4333-8444-55555555555', 'malformed-guid'],
    ['text', 'x'.repeat(201), 'too-long'],
    ['text', '=HYPERLINK("http://x")', 'formula'],
    ['text', '@SUM(A1)', 'formula'],
    ['text', '-1+1', 'formula'],
    ['text', 'CH\u0007 Nord', 'control-character'],
    // Right-to-left override: shows another text than it holds.
    ['name', 'Awa \u202Eeniomel', 'control-character'],
    ['name', 'H\uFFFDlène Faure', 'lost-character'],
    ['name', 'HÃ©lÃ¨ne Faure', 'lost-character'],
  ])('%s: %s', (kind, text, problem) => {
    expect(read(text, kind)).toMatchObject({ problem });
  });

  test('names the invisible character', () => {
    expect(read('CH\u0007', 'text')).toMatchObject({ values: { character: 'U+0007' } });
  });
});

test('blanks that a keyboard or a spreadsheet adds count for nothing', () => {
  expect(tidy('\u00A0CH de\r\n  Kerveno\t')).toBe('CH de Kerveno');
  expect(tidy('He\u0301le\u0300ne')).toBe('Hélène');
});

test('the four professions, and no other', () => {
  expect(['DH', 'D3S', 'DS', 'PH', 'IDE', 'dh'].map(isProfession)).toEqual([
    ...[true, true, true, true],
    ...[false, false],
  ]);
});

import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/domain/card-model.ts';
import { capital, dayText, instantText, momentText, startDayText } from '../../src/words/dates.ts';
import { listText } from '../../src/words/list.ts';

const paris: Reader = { locale: 'fr', zone: 'Europe/Paris', nameZone: false };
const named: Reader = { ...paris, nameZone: true };
const english: Reader = { ...paris, locale: 'en' };

const hourFrom = (iso: string, minutes = 60) => {
  const start = Date.parse(iso);
  return { start, end: start + minutes * 60_000 };
};
/** No-break spaces are what one types as blanks. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a moment', () => {
  test('is told as people say it', () => {
    const tuesday = hourFrom('2026-05-05T12:00:00Z', 90);

    expect(momentText(tuesday, paris)).toBe('mardi 5 mai, 14\u00a0h – 15\u00a0h\u00a030');
    expect(momentText(tuesday, english)).toBe('Tuesday 5 May, 14:00 – 15:30');
  });

  test('of the first of a month is « 1er » in French', () => {
    expect(plain(momentText(hourFrom('2026-05-01T07:00:00Z'), paris))).toBe(
      'vendredi 1er mai, 9 h – 10 h',
    );
    expect(plain(momentText(hourFrom('2026-05-11T07:00:00Z'), paris))).toContain('lundi 11 mai');
  });

  test.each([
    ['the eve of the spring change', '2027-03-27T09:00:00Z', 'samedi 27 mars, 10 h – 11 h'],
    ['the day of the spring change', '2027-03-28T09:00:00Z', 'dimanche 28 mars, 11 h – 12 h'],
    ['across the lost hour', '2027-03-28T00:30:00Z', 'dimanche 28 mars, 1 h 30 – 3 h 30'],
    ['the eve of the autumn change', '2026-10-24T09:00:00Z', 'samedi 24 octobre, 11 h – 12 h'],
    ['the day of the autumn change', '2026-10-25T09:00:00Z', 'dimanche 25 octobre, 10 h – 11 h'],
  ])('%s stands at the hour clocks show', (_, iso, told) => {
    expect(plain(momentText(hourFrom(iso), paris))).toBe(told);
  });

  test('falls on another day where the day is another one', () => {
    const evening = hourFrom('2026-05-05T20:30:00Z');
    const noumea: Reader = { ...named, zone: 'Pacific/Noumea' };

    expect(plain(momentText(evening, paris))).toBe('mardi 5 mai, 22 h 30 – 23 h 30');
    expect(plain(momentText(evening, noumea))).toBe(
      'mercredi 6 mai, 7 h 30 – 8 h 30 (heure de la Nouvelle-Calédonie)',
    );
    expect(startDayText(evening, noumea)).toBe('mercredi 6 mai');
  });

  test('that passes midnight names both days', () => {
    expect(plain(momentText(hourFrom('2026-05-05T21:30:00Z'), paris))).toBe(
      'mardi 5 mai, 23 h 30 – mercredi 6 mai, 0 h 30',
    );
  });

  test('names its zone only when asked to, any zone', () => {
    const noon = hourFrom('2026-05-05T10:00:00Z');

    expect(momentText(noon, paris)).not.toContain('heure');
    expect(plain(momentText(noon, named))).toBe('mardi 5 mai, 12 h – 13 h (heure de Paris)');
    expect(momentText(noon, { ...english, zone: 'Indian/Reunion', nameZone: true })).toBe(
      'Tuesday 5 May, 14:00 – 15:00 (Réunion time)',
    );
    expect(plain(momentText(noon, { ...named, zone: 'Asia/Tokyo' }))).toMatch(
      /^mardi 5 mai, 19 h – 20 h \(heure .*Japon\)$/,
    );
  });
});

test('a plain day is the same day for readers of every zone', () => {
  for (const zone of ['Pacific/Wallis', 'America/Miquelon', 'Pacific/Tahiti'])
    expect(dayText('2026-05-05', { ...paris, zone })).toBe('mardi 5 mai');
  expect(dayText('2027-02-28', english)).toBe('Sunday 28 February');
});

test('an instant has its hour', () => {
  expect(plain(instantText(Date.parse('2026-05-12T22:05:00Z'), paris))).toBe(
    'mercredi 13 mai, 0 h 05',
  );
});

test('lists and beginnings of lines follow the language', () => {
  expect(listText(['Awa', 'Marc', 'Rose'], 'fr')).toBe('Awa, Marc et Rose');
  expect(listText(['Awa', 'Marc'], 'en')).toBe('Awa and Marc');
  expect(capital('établissement')).toBe('Établissement');
});

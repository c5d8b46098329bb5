import { expect, test } from 'vitest';
import type { Reader } from '../../src/domain/card-model.ts';
import { dateText, gapText, yearLines } from '../../src/words/year-lines.ts';

const paris: Reader = { locale: 'fr', zone: 'Europe/Paris', nameZone: false };
const noumea: Reader = { ...paris, zone: 'Pacific/Noumea' };
const english: Reader = { ...paris, locale: 'en' };

/** Half past ten at night in Paris is the next morning in Nouméa. */
const evening = {
  start: Date.parse('2026-05-05T20:30:00Z'),
  end: Date.parse('2026-05-05T21:30:00Z'),
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a day of the programme stands among the dates as the reader lives them', () => {
  const closing = [{ day: '2026-05-06', kind: 'closing' }] as const;
  const told = (reader: Reader) =>
    yearLines([{ time: evening, note: null }], closing, reader).map(({ text }) => plain(text));

  expect(told(paris)).toEqual([
    'Mardi 5 mai, 22 h 30 – 23 h 30',
    'Mercredi 6 mai · Journée de bilan',
  ]);
  // On one day, the day of the programme goes first.
  expect(told(noumea)).toEqual([
    'Mercredi 6 mai · Journée de bilan',
    'Mercredi 6 mai, 7 h 30 – 8 h 30',
  ]);
});

test('only the pair’s own dates are marked as theirs', () => {
  const lines = yearLines(
    [{ time: evening, note: 'confirmée' }],
    [
      { day: '2026-04-14', kind: 'launch' },
      { day: '2026-06-02', kind: 'booked' },
    ],
    paris,
  );

  expect(lines.map(({ own }) => own)).toEqual([false, true, false]);
});

test('a date is followed by what there is to say of it', () => {
  expect(plain(dateText({ time: evening, note: 'confirmée' }, paris))).toBe(
    'Mardi 5 mai, 22 h 30 – 23 h 30 · confirmée',
  );
});

test('a stretch is told by its days, its length and its reason', () => {
  const gap = {
    from: { kind: 'launch', day: '2026-07-01' },
    to: { kind: 'new', day: '2026-09-10' },
    days: 71,
    kept: false,
    why: 'most-reached',
  } as const;

  expect(plain(gapText(gap, 56, paris))).toBe(
    'Entre le 1er juillet et le 10 septembre, 71 jours : tenir le repère des huit semaines demanderait plus de rencontres que l’année n’en prévoit.',
  );
  expect(gapText(gap, 56, english)).toBe(
    'Between 1 July and 10 September, 71 days: keeping the eight-week mark would take more meetings than a year has.',
  );
});

import joursFeries from '@socialgouv/jours-feries';
import type { Day } from './time.ts';

const alsaceMoselle = ['57', '67', '68'];

/**
 * Days of their own, `MM-DD`, of the départements and collectivities overseas. The abolition of
 * slavery: Code du travail, article L3422-2, and décret no 83-1003 of 23 November 1983. For
 * Saint-Martin both still say 27 May; the circulars of 4 May 2018 and 3 May 2019 let it keep the
 * 28th, and so does its prefecture. Polynesia and New Caledonia decide for themselves: only the
 * days that are beyond doubt stand here (the arrival of the Gospel; citizenship).
 */
const ownDays: Readonly<Record<string, string>> = {
  '971': '05-27',
  '972': '05-22',
  '973': '06-10',
  '974': '12-20',
  '976': '04-27',
  '977': '10-09',
  '978': '05-28',
  '987': '03-05',
  '988': '09-24',
};

const known = new Map<string, ReadonlySet<Day>>();

/**
 * French public holidays of a year: those of all France, two more in Alsace and Moselle, and the
 * own day of a département overseas. Null stands for the mainland. Worked out once and then kept.
 */
export function holidays(year: number, departement: string | null): ReadonlySet<Day> {
  const alsace = departement !== null && alsaceMoselle.includes(departement);
  const own = departement === null ? undefined : ownDays[departement];
  const key = `${year} ${alsace} ${own}`;
  const kept = known.get(key);
  if (kept) return kept;
  const found = new Set(Object.values(joursFeries(year, { alsace })).map(dayInHostZone));
  if (own !== undefined) found.add(`${String(year).padStart(4, '0')}-${own}`);
  known.set(key, found);
  return found;
}

/** The library gives local midnights, so only local getters tell the right day. */
function dayInHostZone(midnight: Date): Day {
  const two = (part: number) => String(part).padStart(2, '0');
  const year = String(midnight.getFullYear()).padStart(4, '0');
  return `${year}-${two(midnight.getMonth() + 1)}-${two(midnight.getDate())}`;
}

import { type Standing, standings } from '../../domain/coach-model.ts';

export const sections = ['mine', 'all', 'report', 'waves', 'programme'] as const;
export type Section = (typeof sections)[number];
/** Those without a pair in them. */
export const sectionsOfPilots = ['report', 'waves'] as const satisfies Section[];

/** Where the reader is: whatever they would want to find again, or give to a colleague. */
export interface Address {
  cohort: string | null;
  section: Section;
  search: string;
  standing: readonly Standing[];
  /** The pair that is open on top of the list. */
  pair: string | null;
}

/** As long as the product takes one. */
const longest = 100;

/** An address as the query of a page, or as Teams hands a deep link over; what it cannot be is left out. */
export function readAddress(query: string): Address {
  const asked = new URLSearchParams(query);
  const text = (name: string): string => (asked.get(name) ?? '').slice(0, longest);
  const wanted = text('standing').split(',');
  return {
    cohort: text('cohort') || null,
    section: sectionOf(text('shown'), text('view')),
    search: text('q'),
    standing: standings.filter((standing) => wanted.includes(standing)),
    pair: text('pair') || null,
  };
}

function sectionOf(shown: string, view: string): Section {
  if (view === 'report' || view === 'waves' || view === 'programme') return view;
  return shown === 'all' ? 'all' : 'mine';
}

/** The same as a query, without what stands anyway. */
export function queryOf({ cohort, section, search, standing, pair }: Address): string {
  const asked = new URLSearchParams();
  if (cohort !== null) asked.set('cohort', cohort);
  if (section === 'all') asked.set('shown', 'all');
  if (!isList(section)) asked.set('view', section);
  if (search !== '') asked.set('q', search);
  if (standing.length > 0) asked.set('standing', standing.join(','));
  if (pair !== null) asked.set('pair', pair);
  return asked.toString();
}

export const isList = (section: Section): section is 'mine' | 'all' =>
  section === 'mine' || section === 'all';

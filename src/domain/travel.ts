import type { Manner } from './meeting.ts';
import type { Pair, Person } from './people.ts';

const sameCity = (a: Person, b: Person): boolean =>
  a.city !== null && b.city !== null && a.city.toLowerCase() === b.city.toLowerCase();

/**
 * Minutes somebody is on the road before a meeting, and again after it. Whoever receives does not
 * travel; to a neutral place both do.
 */
export function travelOf(person: Person, pair: Pair, { mode, place }: Manner): number {
  if (mode === 'video') return 0;
  const host = place === 'mentee' ? pair.mentee : place === 'mentor' ? pair.mentor : null;
  if (host?.id === person.id) return 0;
  const { travelMinutes } = pair.cohort.settings;
  return sameCity(pair.mentee, pair.mentor) ? travelMinutes.sameCity : travelMinutes.elsewhere;
}

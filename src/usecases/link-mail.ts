import type { Tables } from '../db/db.ts';
import { isOfPair, type Person, partnerOf } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { type About, frame } from './mail-models.ts';

/** The mail of a new link: it leads to where the pair stands. */
export async function aboutPage(
  t: Tables,
  id: string,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const pair = await t.pairs.get(id, dayOf(now, 'UTC'));
  if (!pair || !isOfPair(pair, person.id)) return undefined;
  const partner = partnerOf(pair, person.id).name;
  const draft: About['draft'] = (link) => ({ kind: 'page', ...frame(pair, person), partner, link });
  return { pair, purpose: 'pair', subject: pair.id, draft };
}

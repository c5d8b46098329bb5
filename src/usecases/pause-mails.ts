import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import { type Person, partnerOf } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { type About, frame } from './mail-models.ts';
import { pauseSaid } from './pause-models.ts';
import { endingStands } from './stop-models.ts';

export type PauseNotice = 'pause' | 'last-meeting' | 'closed';

export const isPauseNotice = (notice: unknown): notice is PauseNotice =>
  notice === 'pause' || notice === 'last-meeting' || notice === 'closed';

/** What is true now of a pause or of an ending; undefined when there is nothing left to say. */
export async function aboutPause(
  t: Tables,
  { ids }: Pick<Effect, 'ids'>,
  notice: PauseNotice,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const pair = await t.pairs.get(String(ids.pair), dayOf(now, 'UTC'));
  if (!pair) return undefined;
  const said = { ...frame(pair, person), partner: partnerOf(pair, person.id).name };
  const about = { pair, purpose: 'pair' as const, subject: pair.id };
  if (notice === 'pause') {
    const step = { id: String(ids.pause), step: String(ids.occurrence) };
    const told = await pauseSaid(t, pair, step, person, now);
    return told && { ...about, draft: (link) => ({ kind: 'pause', ...said, ...told, link }) };
  }
  if (!(await endingStands(t, pair, notice))) return undefined;
  if (notice === 'closed') return { ...about, draft: () => ({ kind: 'closed', ...said }) };
  return { ...about, draft: (link) => ({ kind: 'last-meeting', ...said, link }) };
}

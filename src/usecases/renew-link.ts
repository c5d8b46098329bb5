import { idsOf, keyOf } from '../domain/notice.ts';
import { isRefused } from '../domain/refusal.ts';
import { minute } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { knowLink } from './open-link.ts';

/** A button pressed again and again fills no mailbox: one new link in so many milliseconds. */
const restsFor = 10 * minute;

/**
 * Mails a new link to the address the programme knows, never to one that is given. Says nothing of
 * whether the old one was known: whoever found it learns nothing.
 */
export async function renewLink(deps: Deps, hash: Uint8Array): Promise<void> {
  const link = await knowLink(deps, hash);
  if (isRefused(link)) return;
  const { person, pair } = link;
  const notice = { kind: 'page', pair } as const;
  const key = keyOf(notice);
  await deps.db.tx(async (t) => {
    await t.pairs.lock(pair);
    const now = deps.now();
    const sent = await t.effects.byKeyPrefix(`${key}:`);
    const isRecent = sent.some(
      (one) => one.person === person && Number(one.ids.occurrence) > now - restsFor,
    );
    if (isRecent) return;
    // By mail even to somebody with the bot: it is the mail's link that they came by.
    await t.effects.add({
      key: `${key}:${now}:${person}`,
      kind: 'mail',
      lane: `mail:${person}`,
      person,
      ids: { ...idsOf(notice), occurrence: String(now), again: 0 },
      due: now,
      created: now,
    });
  });
  deps.wake();
}

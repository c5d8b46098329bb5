import type { Tables } from '../db/db.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { alertModel, digestModel } from './alert-models.ts';
import { type About, frame } from './mail-models.ts';

/** What a mail about an alert says; nothing once it is closed. */
export async function aboutAlert(
  t: Tables,
  { alert: id }: Extract<Notice, { kind: 'alert' }>,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const alert = await t.alerts.get(id);
  const pair = alert && (await t.pairs.get(alert.pair, dayOf(now, 'UTC')));
  if (!alert || !pair || alert.closed !== null) return undefined;
  const told = await alertModel(t, alert, pair, person.id, now);
  // Given to somebody else before it left: theirs says so.
  if (told === undefined || told.holder !== null) return undefined;
  const draft = () => ({ kind: 'alert' as const, ...frame(pair, person), referent: null, told });
  return { pair, purpose: 'pair', subject: pair.id, draft };
}

/** What a mail about all of somebody's alerts in a cohort says. */
export async function aboutDigest(
  t: Tables,
  notice: Extract<Notice, { kind: 'digest' }>,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const told = await digestModel(t, person.id, notice, now);
  const pairId = told && (await t.digests.somePair(notice.cohort));
  const pair = pairId && (await t.pairs.get(pairId, dayOf(now, 'UTC')));
  if (!told || !pair) return undefined;
  const draft = () => ({ kind: 'digest' as const, ...frame(pair, person), referent: null, told });
  return { pair, purpose: 'pair', subject: pair.id, draft };
}

import type { Person } from '../../src/domain/people.ts';
import type { PairNext, View } from '../../src/domain/view.ts';
import { drawCard } from '../../src/tell/draw.ts';
import { homeModel } from '../../src/usecases/link-home.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { friday, p01, thursday } from './people.ts';
import type { World } from './world.ts';

const tag = { card: '0000000c-0000-4000-8000-000000000009', rev: 1 };
const slotOf = ({ start, end }: { start: number; end: number }) =>
  [start, end].map((at) => new Date(at).toISOString()).join('/');
const manner = { mode: 'video', place: null, minutes: 60, unread: [] } as const;
const ofPair = { pair: p01.id };
const pairNexts: PairNext[] = ['find', 'record', 'meetings', 'referent', 'plan', 'pause', 'stop'];

/** Every card that one of the two can have in their chat, with the ids of what is there. */
export const viewsOf = (meeting: string, pause: string): View[] => [
  { kind: 'welcome' },
  { kind: 'help' },
  { kind: 'help', said: 'not-understood' },
  { kind: 'language' },
  ...pairNexts.map((next): View => ({ kind: 'which-pair', next })),
  { kind: 'find', ...ofPair },
  { kind: 'find', ...ofPair, meeting },
  { kind: 'slots', ...ofPair, ...manner, slots: [slotOf(friday)], unread: [] },
  {
    ...{ kind: 'plan', ...ofPair, ...manner, unread: [], broken: [], around: [] },
    dates: [{ slot: slotOf(friday) }, { slot: slotOf(thursday), meeting }],
  },
  { kind: 'year', ...ofPair, plan: meeting },
  { kind: 'meeting', meeting },
  { kind: 'newer', meeting },
  { kind: 'held', meeting },
  { kind: 'record', ...ofPair },
  { kind: 'meetings', ...ofPair },
  { kind: 'referent', ...ofPair, asked: false },
  { kind: 'referent', ...ofPair, asked: true },
  { kind: 'rhythm', ...ofPair },
  { kind: 'pause-form', ...ofPair },
  { kind: 'pause', ...ofPair, pause },
  { kind: 'stop-form', ...ofPair },
  { kind: 'stopping', ...ofPair },
  { kind: 'ending', ...ofPair },
  { kind: 'alert', ...ofPair, alert: pause },
  { kind: 'alert-more', ...ofPair, alert: pause },
];

/** All of them, and the page of their mails, word for word; what cannot be opened as nothing. */
export async function seenBy(world: World, person: Person, views: View[]): Promise<string[]> {
  const drawn: string[] = [];
  for (const view of views) {
    const seen = await readView(world.db.read, person.id, view, world.clock.now);
    drawn.push(`${JSON.stringify(view)} ${seen ? JSON.stringify(drawCard(seen, tag)) : 'nothing'}`);
  }
  const { now } = world.clock;
  const pair = await world.db.read.pairs.get(p01.id, '2026-04-21');
  if (!pair) throw new Error('no pair');
  const home = await homeModel(world.db.read, pair, person.id, null, now);
  return [...drawn, JSON.stringify(home)];
}

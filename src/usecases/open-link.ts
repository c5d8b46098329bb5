import type { Tables } from '../db/db.ts';
import type { Link } from '../db/links.ts';
import type { CardModel, Seen } from '../domain/card-model.ts';
import type { LinkModel, LinkPage, LinkView } from '../domain/link-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { standingPause } from '../domain/pause.ts';
import { isOfPair, type Pair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { homeModel, linkMeetings } from './link-home.ts';
import { readView } from './read-view.ts';

/** A link that opens: for one person and one pair, first to what its mail was about. */
export interface OpenLink {
  person: string;
  pair: string;
  start: LinkView;
}

/** What a link leads to, by its purpose; undefined when that is gone, or is no page. */
type Find = (
  t: Tables,
  subject: string,
  person: string,
) => Promise<Omit<OpenLink, 'person'> | undefined>;

const ofPair: Find = async (_t, pair) => ({ pair, start: { kind: 'rhythm', pair } });

/** A wave as one of those who are in its cohort sees it, beside a pair of theirs. */
const ofWave =
  (kind: 'survey' | 'synthesis'): Find =>
  async (t, wave, person) => {
    const found = await t.waves.get(wave);
    const pair = found && (await t.participation.pairIn(found.cohort, person));
    return pair ? { pair, start: { kind, wave } } : undefined;
  };

const purposes: Readonly<Record<string, Find>> = {
  meeting: async (t, meeting) => {
    const found = await t.meetings.get(meeting);
    return found && { pair: found.pair, start: { kind: 'meeting', meeting } };
  },
  plan: async (t, plan) => {
    const [first] = await t.meetings.ofPlan(plan);
    return first && { pair: first.pair, start: { kind: 'year', pair: first.pair, plan } };
  },
  pair: ofPair,
  survey: ofWave('survey'),
  synthesis: ofWave('synthesis'),
};

/**
 * The person and pair behind a token's hash. One question to the store decides that a token is not
 * good, so that one nobody was given and one for something else take the same time.
 */
export async function openLink(deps: Deps, hash: Uint8Array): Promise<OpenLink | Refused> {
  const link = await deps.db.read.links.byHash(hash);
  const find = link && findFor(link);
  if (!find) return refuse('not-found');
  return link.expires <= deps.now() ? refuse('link-expired') : follow(deps, link, find);
}

/** The same of a link whose time is over as well: a new one may be asked for by it. */
export async function knowLink(deps: Deps, hash: Uint8Array): Promise<OpenLink | Refused> {
  const link = await deps.db.read.links.byHash(hash);
  const find = link && findFor(link);
  return find ? follow(deps, link, find) : refuse('not-found');
}

/** One's own pair, reached without a link: it opens to what the link of a pair opens to. */
export const openPair = (deps: Deps, person: string, pair: string): Promise<OpenLink | Refused> =>
  follow(deps, { person, subject: pair }, ofPair);

const findFor = ({ purpose }: Link): Find | undefined =>
  Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;

async function follow(
  deps: Deps,
  link: Pick<Link, 'person' | 'subject'>,
  find: Find,
): Promise<OpenLink | Refused> {
  const t = deps.db.read;
  const found = await find(t, link.subject, link.person);
  const pair = found && (await t.pairs.get(found.pair, dayOf(deps.now(), 'UTC')));
  if (!found || !pair || !isOfPair(pair, link.person)) return refuse('not-found');
  const start = found.start.kind === 'rhythm' ? await startOf(t, pair, link.person, deps) : null;
  return { pair: pair.id, start: start ?? found.start, person: link.person };
}

/** Of a pair: its end, then what waits for this person's answer, come before how it stands. */
async function startOf(
  t: Tables,
  pair: Pair,
  person: string,
  { now }: Deps,
): Promise<LinkView | null> {
  const stops = await t.stops.ofPair(pair.id);
  const ends = pair.state === 'closed' || stops.some(({ offered }) => offered !== null);
  if (ends) return { kind: 'ending', pair: pair.id };
  const today = dayOf(now(), pair.cohort.zone);
  const pause = standingPause(await t.pauses.ofPair(pair.id), today);
  const asks = pause?.state === 'proposed' && pause.proposedBy !== person;
  return asks ? { kind: 'pause', pair: pair.id, pause: pause.id } : null;
}

/** What a view of the link's pair shows its person now. Changes nothing, by whomever it is read. */
export async function showLink(
  deps: Deps,
  link: OpenLink,
  asked: LinkView = link.start,
): Promise<LinkPage | Refused> {
  const t = deps.db.read;
  const now = deps.now();
  const pair = await t.pairs.get(link.pair, dayOf(now, 'UTC'));
  if (!pair || !(await isOfLink(t, pair, asked))) return refuse('not-found');
  const view = await presentView(t, asked, now);
  const seen = await readView(t, link.person, view, now);
  const reader = seen?.reader ?? (await readerOf(t, link.person, pair));
  const model = await modelOf(t, link, pair, { view, seen }, now);
  if (!model || !reader) return refuse('not-found');
  const { bodyName, replyTo } = pair.cohort.settings;
  const referent = pair.referent && { name: pair.referent.name, phone: pair.referent.phone };
  return { reader, pair: pair.id, view, model, bodyName, replyTo, referent, now };
}

/** Reads a link from its token on. */
export async function readLink(
  deps: Deps,
  hash: Uint8Array,
  view?: LinkView,
): Promise<LinkPage | Refused> {
  const link = await openLink(deps, hash);
  return isRefused(link) ? link : showLink(deps, link, view);
}

/** Whether all that a view names is the pair's own: a person may be in another pair as well. */
async function isOfLink(t: Tables, { id, cohort }: Pair, view: LinkView): Promise<boolean> {
  if ('pair' in view && view.pair !== id) return false;
  if ('wave' in view) return (await t.waves.get(view.wave))?.cohort === cohort.id;
  const named = [
    ...('meeting' in view && view.meeting !== undefined ? [view.meeting] : []),
    ...(view.kind === 'plan' && view.after !== undefined ? [view.after] : []),
  ];
  for (const meeting of named) {
    if ((await t.meetings.get(meeting))?.pair !== id) return false;
  }
  if (view.kind !== 'year') return true;
  return (await t.meetings.ofPlan(view.plan)).some((m) => m.pair === id);
}

async function presentView(t: Tables, view: LinkView, now: Instant): Promise<LinkView> {
  if (view.kind !== 'meeting' && view.kind !== 'held') return view;
  const meeting = await t.meetings.get(view.meeting);
  return meeting ? viewOf(meeting, now) : view;
}

/** Once it has ended, whether it took place is what is asked. */
function viewOf(meeting: Meeting, now: Instant): LinkView {
  const ended = meeting.state === 'booked' && meeting.time !== null && meeting.time.end <= now;
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  return { kind: recorded || ended ? 'held' : 'meeting', meeting: meeting.id };
}

async function readerOf(t: Tables, person: string, pair: Pair) {
  const found = await t.people.get(person);
  const nameZone = pair.mentee.zone !== pair.mentor.zone;
  return found && { locale: found.locale, zone: found.zone, nameZone };
}

const shown = [
  ...['meeting', 'held', 'year', 'find', 'slots', 'plan', 'record', 'referent'],
  ...['pause-form', 'pause', 'stop-form', 'stopping', 'ending', 'survey', 'synthesis'],
];

const isShown = (model: CardModel): model is Extract<CardModel, LinkModel> =>
  shown.includes(model.kind);

async function modelOf(
  t: Tables,
  link: OpenLink,
  pair: Pair,
  { view, seen }: { view: LinkView; seen: Seen | undefined },
  now: Instant,
): Promise<LinkModel | undefined> {
  const model = seen?.model;
  if (view.kind === 'rhythm') {
    const rhythm = model?.kind === 'rhythm' ? model : null;
    return homeModel(t, pair, link.person, rhythm, now);
  }
  if (model?.kind === 'meetings') return linkMeetings(t, pair, model);
  return model && isShown(model) ? model : undefined;
}

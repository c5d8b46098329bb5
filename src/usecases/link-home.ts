import type { Tables } from '../db/db.ts';
import type { CardModel } from '../domain/card-model.ts';
import type { HomeModel, LinkMeetingsModel } from '../domain/link-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { standingPause } from '../domain/pause.ts';
import { type Pair, partnerOf } from '../domain/people.ts';
import type { RhythmModel } from '../domain/rhythm-model.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { lastDayOf } from '../domain/wave.ts';
import { byTime, timeOf } from '../domain/year.ts';
import { pauseModel } from './pause-models.ts';

/** Where the pair stands, what waits for its reader, and what they may do. */
export async function homeModel(
  t: Tables,
  pair: Pair,
  reader: string,
  rhythm: RhythmModel | null,
  now: Instant,
): Promise<HomeModel> {
  const meetings = (await t.meetings.ofPair(pair.id)).toSorted(byTime);
  const { zone, launch, closing } = pair.cohort;
  const today = dayOf(now, zone);
  const open = today < closing && pair.state !== 'closed';
  const standing = standingPause(await t.pauses.ofPair(pair.id), today);
  // What the other one has asked is never looked at.
  const stopping = (await t.stops.ofPair(pair.id)).some(({ by }) => by === reader);
  return {
    kind: 'home',
    pair: pair.id,
    partner: partnerOf(pair, reader).name,
    rhythm,
    next: nextOf(meetings, now),
    waiting: meetings.flatMap((m) => waitingOf(m, reader, now) ?? []),
    ...(await wavesOf(t, pair, reader, now)),
    pause: standing ? pauseModel(pair, standing, reader, today) : null,
    stopping,
    may: {
      book: open,
      plan: open,
      record: today >= launch && pair.state !== 'closed',
      pause: open && today >= launch && !standing,
      stop: open && !stopping,
    },
  };
}

/** A cohort has two waves at most, and asks the store for more only once one of them has begun. */
async function wavesOf(
  t: Tables,
  { cohort }: Pair,
  reader: string,
  now: Instant,
): Promise<Pick<HomeModel, 'surveys' | 'syntheses'>> {
  const waves = await t.waves.ofCohort(cohort.id);
  const running = waves.some(({ state }) => state === 'planned' || state === 'open');
  const asked = running ? await t.participation.openFor(reader, now) : [];
  const surveys = asked.flatMap((id) => {
    const wave = waves.find((each) => each.id === id);
    return wave ? [{ wave: id, moment: wave.moment, until: lastDayOf(wave, cohort.zone) }] : [];
  });
  const syntheses: HomeModel['syntheses'] = [];
  for (const { id, state, moment } of waves) {
    const released = state === 'closed' && (await t.syntheses.get(id))?.state === 'released';
    if (released) syntheses.push({ wave: id, moment });
  }
  return { surveys, syntheses };
}

function nextOf(meetings: readonly Meeting[], now: Instant): HomeModel['next'] {
  for (const { id, state, time, agreement } of meetings) {
    if (state === 'booked' && time && time.end > now)
      return { meeting: id, time, agreed: agreement === 'agreed' };
  }
  return null;
}

/** A time to say yes or no to, or a meeting gone by of which nothing was said. */
function waitingOf(
  meeting: Meeting,
  reader: string,
  now: Instant,
): HomeModel['waiting'][number] | null {
  const { id, state, agreement, proposedBy } = meeting;
  const time = timeOf(meeting);
  if (!time) return null;
  if (state === 'booked' && time.end <= now) return { meeting: id, ask: 'held', time };
  const isOpen = state === 'booked' || state === 'proposed';
  const asked = isOpen && agreement === 'asked' && proposedBy !== reader && time.start > now;
  return asked ? { meeting: id, ask: 'answer', time } : null;
}

/** The list of meetings as the card has it, each recorded one with the id it is opened by. */
export async function linkMeetings(
  t: Tables,
  pair: Pair,
  listed: Extract<CardModel, { kind: 'meetings' }>,
): Promise<LinkMeetingsModel> {
  const held = (await t.meetings.ofPair(pair.id)).flatMap(({ id, state, heldOn }) =>
    state === 'held' && heldOn !== null ? [{ meeting: id, state, day: heldOn }] : [],
  );
  const rows = await Promise.all(
    held.map(async (row) => ({ ...row, themes: await t.meetings.themes(row.meeting) })),
  );
  return { ...listed, meetings: rows.toSorted((a, b) => b.day.localeCompare(a.day)) };
}

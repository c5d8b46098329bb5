import { createHash } from 'node:crypto';
import { beforeAll, beforeEach } from 'vitest';
import { type Db, openDb } from '../../src/db/db.ts';
import type { Effect } from '../../src/db/effects.ts';
import type { Seen } from '../../src/domain/card-model.ts';
import type { CohortSettings } from '../../src/domain/cohort-settings.ts';
import type { Meeting } from '../../src/domain/meeting.ts';
import type { Pair, Person } from '../../src/domain/people.ts';
import { type AuditTask, auditSynthesis } from '../../src/domain/synthesis-audit.ts';
import type { Interval } from '../../src/domain/time.ts';
import { type Effects, openEffects } from '../../src/effects/run.ts';
import type { Line } from '../../src/log.ts';
import type { MailModel } from '../../src/tell/mails/mail-model.ts';
import { openTell } from '../../src/tell/tell.ts';
import { askAgain, tryNextRung } from '../../src/usecases/after-trouble.ts';
import { type BookMeeting, bookMeeting } from '../../src/usecases/book-meeting.ts';
import { sendCard, updateCard } from '../../src/usecases/deliver-card.ts';
import { sendMail } from '../../src/usecases/deliver-mail.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import {
  eraseCard,
  eraseDay,
  eraseEvent,
  eraseRow,
  leaveDay,
} from '../../src/usecases/erase-outside.ts';
import { syncDay } from '../../src/usecases/sync-day.ts';
import { syncEvent } from '../../src/usecases/sync-event.ts';
import { syncList } from '../../src/usecases/sync-list.ts';
import { emptyAudit } from './forced-audit.ts';
import { freshStore } from './fresh-store.ts';
import { memoryKeys } from './memory-keys.ts';
import {
  aCohort,
  awa,
  everyone,
  marc,
  nadia,
  p01,
  p02,
  rose,
  thursday,
  tuesday,
} from './people.ts';
import { memoryCalendar, memoryList, memoryMail, memorySender } from './windows.ts';

export interface World {
  db: Db;
  deps: Deps;
  /** The world's clock stands until it is moved. */
  clock: { now: number };
  calendar: ReturnType<typeof memoryCalendar>;
  list: ReturnType<typeof memoryList>;
  mail: ReturnType<typeof memoryMail>;
  sender: ReturnType<typeof memorySender>;
  keys: ReturnType<typeof memoryKeys>;
  lines: Line[];
  effects: Effects;
  /** Carries out all that is due, then moves on to `until` from one due moment to the next. */
  settle(until?: number): Promise<void>;
}

const daySubjects = { launch: 'Launch', midterm: 'Mid-term', closing: 'Closing' };

export const homeTenant = '11111111-0000-4000-8000-000000000001';
export const hash = (text: string): Uint8Array => createHash('sha256').update(text).digest();

let store: Promise<Db> | undefined;

/** One for all the files that a process runs: each test begins by emptying it. */
function commonStore(): Promise<Db> {
  store ??= freshStore().then((where) => openDb(where));
  return store;
}

/**
 * A store with Awa and Marc's pair and another one, and Microsoft 365 in memory, as on the first day
 * again before each test. Both calendars of P01 can be read.
 */
export function aWorld(): World {
  const clock = { now: tuesday };
  const now = () => clock.now;
  let last = 0;
  const newId = () => `0000000a-0000-4000-8000-${String(++last).padStart(12, '0')}`;
  const lines: Line[] = [];
  const log = {
    info: (line: Line) => void lines.push(line),
    warn: (line: Line) => void lines.push(line),
    error: (line: Line) => void lines.push(line),
  };
  const windows = {
    calendar: memoryCalendar(),
    list: memoryList(),
    mail: memoryMail(),
    sender: memorySender(),
    keys: memoryKeys(),
  };
  const world = { clock, lines, ...windows } as World;
  beforeAll(async () => {
    const db = await commonStore();
    const tell = openTell({ now, newId });
    const { calendar, keys } = windows;
    const audit = async (task: AuditTask) => auditSynthesis(task);
    const deps = { db, tell, calendar, now, newId, log, wake: () => {}, keys, audit };
    const effects = openTestEffects(deps, windows);
    Object.assign(world, { db, deps, effects, settle: settling(db, effects, clock) });
  });
  beforeEach(async () => {
    clock.now = tuesday;
    last = 0;
    lines.length = 0;
    for (const window of Object.values(windows)) window.clear();
    for (const { mail } of [awa, marc]) windows.calendar.readable.set(mail, []);
    await empty(world.db);
    await populate(world.db);
  });
  return world;
}

/** The handlers of the product, drawing what a card or a mail would be drawn from. */
function openTestEffects(deps: Deps, windows: Pick<World, 'list' | 'mail' | 'sender'>): Effects {
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return { token: `token-${tokens}`, hash: hash(`token-${tokens}`) };
  };
  const cards = {
    ...deps,
    sender: windows.sender,
    draw: (seen: Seen, tag: object) => ({ ...seen, tag }),
    preview: () => 'a question',
  };
  const events = {
    ...deps,
    organiser: 'programme@mentorat.example',
    subject: 'Rendez-vous',
    placeWords: (label: string | null) => label ?? 'between us',
  };
  const lists = {
    ...deps,
    list: windows.list,
    themeLabel: (key: string) => key,
    hash: (text: string) => Buffer.from(hash(text)).toString('base64url'),
  };
  const mails = {
    ...deps,
    mail: windows.mail,
    draw: (model: MailModel) => ({ subject: model.kind, html: JSON.stringify(model) }),
    newToken,
    linkTo: (token: string) => `https://mentorat.example/l#${token}`,
  };
  return openEffects({
    db: deps.db,
    now: deps.now,
    chance: () => 0,
    log: deps.log,
    whenUnknown: (t, effect) => askAgain(deps, t, effect),
    whenFailed: (t, effect, why) => tryNextRung(deps, t, effect, why),
    handlers: {
      event: (effect) => syncEvent(events, String(effect.ids.meeting)),
      day: (effect) => syncDay({ ...deps, daySubjects }, effect.ids),
      list: (effect) => syncList(lists, String(effect.ids.meeting)),
      'card.send': (effect) => sendCard(cards, effect),
      'card.update': (effect) => updateCard(cards, effect),
      mail: (effect) => sendMail(mails, effect),
      'event.erase': (effect) => eraseEvent(deps, effect),
      'day.erase': (effect) => eraseDay(deps, effect),
      'day.leave': (effect) => leaveDay(deps, effect),
      'list.erase': (effect) => eraseRow(lists, effect),
      'card.erase': (effect) => eraseCard(cards, effect),
    },
  });
}

function settling(db: Db, effects: Effects, clock: { now: number }): World['settle'] {
  return async (until = clock.now) => {
    for (;;) {
      await effects.drain();
      const { nextDue } = (await db.read.agenda.at(clock.now)).effects;
      if (nextDue === null || nextDue > until) break;
      clock.now = Math.max(clock.now, nextDue);
    }
    clock.now = Math.max(clock.now, until);
  };
}

/** Everything but the themes, which come with the migrations. */
async function empty(db: Db): Promise<void> {
  const left = ['effect', 'inbound', 'job', 'pace', 'removal', 'removal_record'] as const;
  for (const table of ['cohort', 'person', ...left, 'record_key'] as const) {
    await db.opened.sql.deleteFrom(table).execute();
  }
  await emptyAudit(db.opened.sql);
}

async function populate(db: Db): Promise<void> {
  const store = db.opened.sql;
  await store
    .insertInto('person')
    .values(everyone.map(({ zone, ...row }) => ({ ...row, time_zone: zone })))
    .execute();
  const { id, code, name, zone, settings, launch, midterm, closing } = aCohort;
  await store
    .insertInto('cohort')
    .values({ id, code, name, time_zone: zone, settings: JSON.stringify(settings) })
    .execute();
  const days = Object.entries({ launch, midterm, closing } as const);
  await store
    .insertInto('cohort_day')
    .values(days.map(([kind, day]) => ({ cohort_id: id, kind: kind as 'launch', day })))
    .execute();
  await store
    .insertInto('cohort_role')
    .values([
      { cohort_id: id, person_id: rose.id, role: 'coach' },
      { cohort_id: id, person_id: nadia.id, role: 'pilot' },
    ])
    .execute();
  const pairs = [p01, p02].map(({ id: pair, code: of, mentee, mentor }) => ({
    ...{ id: pair, code: of, cohort_id: id },
    ...{ mentee_id: mentee.id, mentor_id: mentor.id },
  }));
  await store.insertInto('pair').values(pairs).execute();
  await store
    .insertInto('pair_referent')
    .values({ pair_id: p01.id, person_id: rose.id, kind: 'referent', from_day: '2026-04-14' })
    .execute();
}

/** Somebody installs the bot: from now on it writes in this chat. */
export async function hasBot(world: World, ...people: Person[]): Promise<void> {
  for (const { id } of people) {
    const chat = { id: `chat-${id}`, person: id, tid: homeTenant, userId: `29:${id}` };
    const at = { serviceUrl: 'https://smba.example/teams/' };
    await world.db.tx((t) => t.people.open({ ...chat, ...at }));
  }
}

/** The cohort decides otherwise from now on. */
export async function decides(world: World, change: Partial<CohortSettings>): Promise<void> {
  const settings = JSON.stringify({ ...aCohort.settings, ...change });
  await world.db.opened.sql.updateTable('cohort').set({ settings }).execute();
}

/** Awa books Thursday at ten with Marc, by video, unless told otherwise; the meeting's id. */
export async function booked(
  world: World,
  change: Partial<BookMeeting> & { by?: Person; slot?: Interval } = {},
): Promise<string> {
  const { by = awa, slot = thursday, ...wish } = change;
  const done = await bookMeeting(
    world.deps,
    { person: by.id },
    { pair: p01.id, mode: 'video', place: null, slots: [slot], source: 'bot', ...wish },
  );
  if (!('meeting' in done)) throw new Error(`not booked: ${JSON.stringify(done)}`);
  return done.meeting;
}

/** Awa proposes times to Marc, whose calendar cannot be read. */
export async function proposed(world: World, slots: Interval[]): Promise<string> {
  world.calendar.readable.delete(marc.mail);
  return booked(world, { slots });
}

export async function theMeeting(world: World, id: string): Promise<Meeting> {
  const meeting = await world.db.read.meetings.get(id);
  if (!meeting) throw new Error('no such meeting');
  return meeting;
}

export const meetingsOf = (world: World, pair: Pair = p01): Promise<Meeting[]> =>
  world.db.read.meetings.ofPair(pair.id);

/** Effects as `kind state`, in the order they were written, of one kind or of all. */
export async function ledger(world: World, kind?: Effect['kind']): Promise<string[]> {
  const all = await world.db.read.effects.byKeyPrefix('');
  return all.filter((one) => !kind || one.kind === kind).map((one) => `${one.kind} ${one.state}`);
}

/** The cards sent to somebody, as the models they were drawn from. */
export const cardsTo = (world: World, person: Person): Seen[] =>
  world.sender.sent
    .filter(({ to }) => to.userId === `29:${person.id}`)
    .map(({ card }) => card as Seen);

/** The mails sent to somebody, as the models they were drawn from. */
export const mailsTo = (world: World, person: Person): MailModel[] =>
  world.mail.sent
    .filter(({ to }) => to.mail === person.mail)
    .map(({ html }) => JSON.parse(html) as MailModel);

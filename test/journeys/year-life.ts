import { randomUUID } from 'node:crypto';
import { type Control, choices, hasAction, type Message, textOf } from './control.ts';
import { askByLink, mailedToken, twoThemes } from './steps.ts';
import {
  type Cast,
  castOf,
  type Day,
  launch,
  onTheWall,
  type Player,
  paris,
  plus,
  worksOn,
} from './year-calendar.ts';
import { type Facts, noFacts } from './year-expected.ts';
import { type Act, stories } from './year-stories.ts';
import { type AnswersOfYear, surveysOf } from './year-surveys.ts';
import type { Trouble } from './year-trouble.ts';
import type { YearWorld } from './year-world.ts';

/** What was lived: the facts of each pair, and what the partner of whoever stops was shown. */
export interface Lived {
  facts: Map<string, Facts>;
  partner: { who: Player; asked: string; closed: string } | null;
  answered: AnswersOfYear;
}

type Next = { code: string; act: Act | { on: Day; who: 'mentee' | 'mentor'; does: 'says-held' } };

interface Life {
  world: YearWorld;
  cast: ReadonlyMap<string, Cast>;
  lived: Lived;
  queue: Next[];
  /** What strikes on the way; null in a calm year. */
  trouble: Trouble | null;
}

/** Afternoon in Paris, nine in the morning in Martinique, before six in Réunion. */
const afternoon = 'T13:30:20Z';

/** Lives the stories of these pairs up to a day, act by act, by what people can press and type. */
export async function live(
  world: YearWorld,
  pairs: readonly string[],
  { until, trouble }: { until: Day; trouble: Trouble | null },
): Promise<Lived> {
  const told = stories.flatMap((story) =>
    story.pairs.flatMap((code) => story.acts.map((act): Next => ({ code, act }))),
  );
  const facts = new Map(pairs.map((code) => [code, noFacts()]));
  const life: Life = {
    world,
    cast: castOf(),
    lived: { facts, partner: null, answered: { midterm: new Set(), end: new Set() } },
    queue: told.filter(({ code, act }) => facts.has(code) && act.on <= until),
    trouble,
  };
  let today = launch;
  for (;;) {
    life.queue.sort((a, b) => a.act.on.localeCompare(b.act.on) || a.code.localeCompare(b.code));
    const next = life.queue.shift();
    if (!next || next.act.on > until) break;
    today = await passDays(life, today, next.act.on);
    await life.trouble?.strike();
    await perform(life, next);
  }
  await passDays(life, today, until);
  await world.moveTo(`${until}T20:00:00Z`);
  return life.lived;
}

/** Day by day: no request lasts longer than one of them. */
async function passDays({ world, trouble, lived }: Life, from: Day, to: Day): Promise<Day> {
  for (let day = plus(from, 1); day <= to; day = plus(day, 1)) {
    await trouble?.morning(day);
    await world.moveTo(`${day}${afternoon}`);
    await surveysOf(world, day, lived.answered);
  }
  return to;
}

async function perform(life: Life, { code, act }: Next): Promise<void> {
  const { world, lived } = life;
  const cast = life.cast.get(code);
  const facts = lived.facts.get(code);
  if (!cast || !facts) throw new Error(`no pair ${code}`);
  const self = cast[act.who];
  const other = act.who === 'mentee' ? cast.mentor : cast.mentee;
  const known = act.on;
  switch (act.does) {
    case 'records':
      await typed(life, self, 'noter');
      await world.pressLatest(self.mail, 'meeting.record', { date: act.met, themes: twoThemes });
      facts.met.push({ day: act.met, known });
      return;
    case 'books':
      return book(life, { code, facts, self, other, act });
    case 'says-held':
      await world.pressLatest(self.mail, 'meeting.held', { themes: twoThemes });
      return;
    case 'proposes': {
      const slots = await times(life, self);
      await world.pressLatest(self.mail, 'meeting.book', { slot: slots.join(',') });
      const last = slots.map((slot) => onTheWall(Date.parse(slot.split('/')[0] ?? ''), paris).day);
      facts.asked.push({ until: last.sort().at(-1) ?? known, known });
      return;
    }
    case 'pauses':
      await agreeOnPause(life, self, other, act.until);
      facts.pauses.push({ until: act.until, known });
      return;
    case 'stops':
      lived.partner = { who: other, asked: await shownTo(world, other), closed: '' };
      await typed(life, self, 'arrêter');
      await world.pressLatest(self.mail, 'pair.stop');
      facts.stopped = known;
      return;
    case 'closes':
      if (lived.partner) lived.partner.closed = await shownTo(world, lived.partner.who);
      await pressAlert(world, cast, 'alert.more');
      await pressAlert(world, cast, 'alert.close');
      facts.closed = known;
      return;
    case 'sets-pause':
      await pressAlert(world, cast, 'alert.more');
      await pressAlert(world, cast, 'alert.pause', { until: act.until });
      facts.pauses.push({ until: act.until, known });
  }
}

interface Booking {
  code: string;
  facts: Facts;
  self: Player;
  other: Player;
  act: Act & { does: 'books' };
}

async function book(life: Life, { code, facts, self, other, act }: Booking): Promise<void> {
  const { world } = life;
  const [slot = ''] = await times(life, self);
  await world.pressLatest(self.mail, 'meeting.book', { slot });
  await life.trouble?.booked();
  await arrived(life);
  const asked = (await world.chat(other.mail)).findLast(({ card }) => card !== undefined);
  if (asked?.card && hasAction(asked.card, 'meeting.accept')) {
    await world.press(other.mail, asked.id, 'meeting.accept');
  }
  const [day] = slot.split('T');
  if (!day) throw new Error(`${code} found no time on ${act.on}`);
  facts.met.push({ day, known: act.on });
  if (!act.saysHeld) return;
  let on = plus(day, 1);
  while (!worksOn(on, self.departement)) on = plus(on, 1);
  life.queue.push({ code, act: { on, who: act.who, does: 'says-held' } });
}

/** What somebody typed was answered, whatever struck the answer. */
async function typed(life: Life, { mail }: Player, text: string): Promise<void> {
  await life.world.say(mail, text);
  await arrived(life);
}

/** What was refused for now is there a minute later; a calm year waits too, and so finds the same times. */
async function arrived({ world }: Life): Promise<void> {
  await world.advance('PT1M');
}

async function times(life: Life, self: Player): Promise<string[]> {
  await typed(life, self, 'réserver');
  const wish = { mode: 'video', minutes: '60' };
  const found = await life.world.pressLatest(self.mail, 'meeting.find', wish);
  return found.card ? choices(found.card, 'slot') : [];
}

/** By their cards, or by the pages behind their mails when they have nothing else. */
async function agreeOnPause(life: Life, self: Player, other: Player, until: Day): Promise<void> {
  const { world } = life;
  const byMail = world.seed.people.some(
    ({ mail, reach }) => mail === self.mail && reach === 'email',
  );
  if (byMail) {
    await onPage(world, self, () => ({ act: 'pause', until }));
    await world.advance('PT1M');
    await onPage(world, other, ({ pause: asked }) => ({ act: 'agree-pause', pause: asked }));
    return;
  }
  await typed(life, self, 'pause');
  await world.pressLatest(self.mail, 'pair.pause', { until });
  await arrived(life);
  await world.pressLatest(other.mail, 'pause.agree');
}

/** One gesture on the page behind the newest mail. */
async function onPage(
  world: YearWorld,
  { mail }: Player,
  gesture: (model: { pause?: string }) => object,
): Promise<void> {
  let token = await mailedToken(world, mail);
  let read = await askByLink(world, 'read', { token });
  if (read.status === 410) {
    // Their last mail was lost on the way, and the link of the one before it is over.
    await askByLink(world, 'renew', { token });
    await world.advance('PT1M');
    token = await mailedToken(world, mail);
    read = await askByLink(world, 'read', { token });
  }
  const { page } = read.body;
  if (!page) throw new Error(`${mail} sees no page`);
  const { view, model } = page;
  const sent = { token, id: randomUUID(), view, act: gesture(model) };
  const done = await askByLink(world, 'act', sent);
  if (done.status !== 200 || done.body.refused) throw new Error(JSON.stringify(done.body));
}

/** On the newest card of this very pair: a referent has many. */
async function pressAlert(
  world: Control,
  { code, referent }: Cast,
  verb: string,
  inputs: object = {},
): Promise<void> {
  const isIt = ({ card }: Message) =>
    card !== undefined && hasAction(card, verb) && textOf(card).includes(code);
  const found = (await world.chat(referent.mail)).findLast(isIt);
  if (!found) throw new Error(`no card of ${code} has ${verb}`);
  const done = await world.press(referent.mail, found.id, verb, inputs);
  if (done.status !== 200) throw new Error(`${verb} of ${code}: ${done.status}`);
}

/** All that somebody has before their eyes. */
const shownTo = async (world: Control, { mail }: Player): Promise<string> =>
  JSON.stringify([await world.chat(mail), await world.mails(mail), await world.calendar(mail)]);

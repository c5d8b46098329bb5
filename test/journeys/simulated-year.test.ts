import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';
import { livedOn } from './steps.ts';
import { castOf, type Day, isAtWork, onTheWall, type Player, paris } from './year-calendar.ts';
import { type AlertRow, alertsOf, type Decisions, decisionsOf } from './year-decided.ts';
import { expectedWords, type Word } from './year-expected.ts';
import { type Lived, live } from './year-life.ts';
import { type Line, ledgerOf, leftOf, messagesOf, type Seen } from './year-seen.ts';
import { type Respondent, respondents, stoppedEarly, yearsEnd } from './year-surveys.ts';
import { faultsAndDeaths, sleepAndDeath } from './year-trouble.ts';
import { calmWorld, mortalWorld, sharedWorld, type YearWorld } from './year-world.ts';

/** The sample's year, from the launch to the closing day, lived by what people press and type. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 1_800_000 });

const week = 7 * 86_400_000;
const cast = castOf();
const short = { pairs: ['P01', 'P02', 'P09', 'P12', 'P21', 'P27'], until: '2026-06-23' };
const whole = { pairs: [...cast.keys()], until: yearsEnd };
const soak = process.env.SOAK === '1';
type How = 'calm' | 'faulty' | 'shared';
const year = (named: string, how: How, part = whole) => ({ named, how, ...part });
const years = [
  year('ten weeks of six pairs', 'calm', short),
  ...(soak
    ? [
        year('the year of all 37 pairs', 'calm'),
        year('the year again, with faults and deaths on the way throughout', 'faulty'),
      ]
    : []),
  // Several instances share a server, never the embedded store.
  ...(soak && inject('engine') === 'postgres'
    ? [year('the year by two instances, one frozen for a minute, one killed, twice each', 'shared')]
    : []),
];

const worlds = { calm: calmWorld, faulty: mortalWorld, shared: sharedWorld };

/** Counted by hand on a calendar. */
const known = [
  { code: 'P12', day: '2026-06-09', says: 'silent since the launch: Tuesday 9 June' },
  { code: 'P05', day: '2026-06-09', says: 'silent all year: Tuesday 9 June' },
  { code: 'P21', day: '2026-06-12', says: 'met on 17 April: Friday 12 June' },
  { code: 'P02', day: '2026-06-22', says: 'the mark falls on Saturday 20 June: Monday 22' },
  { code: 'P07', day: '2026-07-15', says: 'the mark falls on 14 July: the day after' },
  { code: 'P27', day: '2026-07-08', says: '29 days of pause later than 9 June: 8 July' },
];

/** What comes back the next morning when it may be lost. */
const asks = (notice: string) =>
  [
    ...['meeting', 'held', 'plan', 'pause', 'alert', 'last-meeting', 'closed'],
    ...['survey', 'synthesis', 'synthesis-ready'],
  ].includes(notice);

/** What a calm year decided, for the same year with faults. */
const decided = new Map<string, Decisions>();

describe.runIf(livedOn('pglite')).each(years)('$named', ({ named, pairs, until, how }) => {
  const calm = how === 'calm';
  const faulty = how === 'faulty';
  let world: YearWorld;
  let lived: Lived;
  let ledger: Line[];
  let now: number;
  let seen: Seen[];
  let alerts: AlertRow[];
  let decisions: Decisions;
  let expected: (Word & { code: string })[];

  beforeAll(async () => {
    world = await worlds[how](pairs);
    const began = Date.now();
    const troubled = world.two ? sleepAndDeath(world.two) : faultsAndDeaths(world);
    lived = await live(world, pairs, { until, trouble: calm ? null : troubled });
    const seconds = Math.round((Date.now() - began) / 1000);
    now = Date.parse((await world.clock()).now);
    ledger = await ledgerOf(world);
    const each = world.seed.people.map((person) => messagesOf(world, person, ledger));
    seen = (await Promise.all(each)).flat();
    alerts = await alertsOf(world);
    decisions = await decisionsOf(world);
    if (calm) decided.set(until, decisions);
    expected = pairs.flatMap((code) => {
      const facts = lived.facts.get(code);
      const pair = cast.get(code);
      if (!facts || !pair) return [];
      return expectedWords(pair, facts, until).map((word) => ({ ...word, code }));
    });
    if (soak) tell(named, seconds, seen, ledger);
  });
  afterAll(() => world.close());

  const of = (...notices: string[]) =>
    seen.filter(({ line }) => line !== null && notices.includes(line.notice));
  const dayAt = ({ at, to }: { at: number; to: string }) => onTheWall(at, playerOf(to).zone).day;
  const first = ({ line }: Seen) => Number(line?.ids.again) === 0;

  test('every message that lies somewhere stands in the ledger, once, and nothing is left open', () => {
    expect(seen.filter(({ line }) => line === null)).toEqual([]);
    const lines = seen.flatMap(({ line }) => line?.id ?? []);
    expect(new Set(lines).size).toBe(lines.length);
    const surely = ledger.filter(({ state }) => state === 'done').map(({ id }) => id);
    expect(surely.filter((id) => !lines.includes(id))).toEqual([]);
    const open = ledger.filter(
      ({ state, at }) => state === 'running' || (state === 'waiting' && at <= now),
    );
    expect(open).toEqual([]);
    expect(ledger.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  test('no message comes twice', () => {
    const cards = seen.filter(({ by }) => by === 'bot').map(({ id }) => id);
    expect(new Set(cards).size).toBe(cards.length);
    const once = seen.filter(first);
    const letters = once.flatMap((one) =>
      one.subject ? [`${one.to} ${dayAt(one)} ${one.line?.notice} ${one.subject}`] : [],
    );
    expect(letters.filter((letter, at) => letters.indexOf(letter) !== at)).toEqual([]);
  });

  test('what came a second time did so because nobody knew whether the first had arrived', () => {
    const again = seen.filter((one) => !first(one));
    const causes = again.map(({ line }) => earlier(ledger, line)?.state);
    expect(new Set(['unknown', ...causes])).toEqual(new Set(['unknown']));
    if (how !== 'shared') expect(again.length > 0).toBe(faulty);
  });

  test('nobody hears more than one nudge in any seven days of 24 hours', () => {
    const nudges = of('nudge');
    expect(nudges.length).toBeGreaterThan(0);
    for (const nudge of nudges) {
      const near = nudges.filter(({ to, at }) => to === nudge.to && Math.abs(at - nudge.at) < week);
      expect(near, `${nudge.to} on ${dayAt(nudge)}`).toHaveLength(1);
    }
  });

  test('nothing of the product’s own accord comes outside working hours, at weekends or on holidays', () => {
    const asked = new Set(
      alerts.filter(({ cause }) => cause === 'stop' || cause === 'call').map(({ id }) => id),
    );
    const kinds = [
      'nudge',
      'reminder',
      'digest',
      'held',
      'alert',
      'survey',
      'survey-chase',
      'synthesis-ready',
    ];
    const own = of(...kinds).filter(
      ({ line }) => line?.ids.occurrence !== 'recorded' && !asked.has(String(line?.ids.alert)),
    );
    expect(own.length).toBeGreaterThan(10);
    const late = own.filter(({ at, to }) => !isAtWork(at, playerOf(to)));
    expect(
      late.map((one) => `${one.to} ${one.line?.notice} ${new Date(one.at).toISOString()}`),
    ).toEqual([]);
  });

  test('each silence is said on the days the settings give, rung after rung, and on no other day', () => {
    const alertOf = new Map(alerts.map(({ id, code, cause }) => [id, { code, cause }]));
    // What nobody knows the fate of counts: a nudge is not said again, the next rung follows; an
    // alert is said again, and the day that counts is the first one.
    const left = leftOf(ledger).filter(({ ids }) => Number(ids.again) === 0);
    const nudges = left
      .filter(({ notice }) => notice === 'nudge')
      .map((line) => ({ day: dayAt(line), to: line.to, rung: String(line.ids.rung) }));
    const told = left.flatMap((line) => {
      const alert = alertOf.get(String(line.ids.alert));
      if (line.notice !== 'alert' || alert?.cause !== 'inactive') return [];
      return [{ day: dayAt(line), to: line.to, rung: `referent ${alert.code}` }];
    });
    const words = expected.map(({ code, rung, day, to }) => ({
      ...{ day, to, rung: rung === 'referent' ? `referent ${code}` : rung },
    }));
    const text = (all: { day: Day; to: string; rung: string }[]) =>
      all.map(({ day, to, rung }) => `${day} ${rung} ${to}`).sort();
    expect(text([...nudges, ...told])).toEqual(text(words));
  });

  test.each(known.filter(({ code, day }) => pairs.includes(code) && day <= until))(
    '$code: $says',
    ({ code, day }) => {
      const days = alerts.filter((one) => one.code === code && one.cause === 'inactive');
      expect(days.map(({ opened }) => opened)).toContain(day);
      expect(
        expected
          .filter((one) => one.code === code && one.rung === 'referent')
          .map((one) => one.day),
      ).toContain(day);
    },
  );

  test('an alert closes by itself as its pair acts, and stays open while it does not', () => {
    for (const { code, cause, opened, closed, outcome } of alerts) {
      if (cause !== 'inactive') continue;
      const facts = lived.facts.get(code);
      const acts = [
        ...(facts?.met ?? []).map(({ known }) => ({ known, came: 'acted' })),
        ...(facts?.asked ?? []).map(({ known }) => ({ known, came: 'acted' })),
        ...(facts?.pauses ?? []).map(({ known }) => ({ known, came: 'paused' })),
      ].sort((a, b) => a.known.localeCompare(b.known));
      const next = acts.find((act) => act.known >= opened);
      expect({ code, closed, outcome }).toEqual({
        code,
        closed: next?.known ?? null,
        outcome: next?.came ?? null,
      });
    }
  });

  test('whoever asks to stop is heard by the referent alone, until the pair is closed', () => {
    expect(lived.partner?.asked).toBeTruthy();
    expect(lived.partner?.closed).toBe(lived.partner?.asked);
    const stops = alerts.filter(({ cause }) => cause === 'stop');
    expect(stops.map(({ code, outcome }) => [code, outcome])).toEqual([['P09', 'ended']]);
  });

  test.runIf(until === yearsEnd)('both questionnaires come to everybody, once', () => {
    const asked = leftOf(ledger).filter(
      ({ notice, ids }) => notice === 'survey' && Number(ids.again) === 0,
    );
    const each = asked.map(({ to, ids }) => `${to} ${ids.occurrence}`).sort();
    const people = respondents(world);
    const moments = ({ code }: Respondent) =>
      code === stoppedEarly.code ? ['end'] : ['midterm', 'end'];
    const expectedOf = people.flatMap((one) => moments(one).map((each) => `${one.mail} ${each}`));
    expect(each).toEqual(expectedOf.sort());
  });

  test.runIf(until === yearsEnd)(
    'whoever has not answered is reminded twice, and nobody else',
    () => {
      const reminders = new Map<string, number>();
      for (const { notice, to, ids } of leftOf(ledger)) {
        if (notice !== 'survey-chase') continue;
        const key = `${to} ${ids.occurrence}`;
        reminders.set(key, (reminders.get(key) ?? 0) + 1);
      }
      for (const { mail, code, turn } of respondents(world)) {
        if (code === stoppedEarly.code) continue;
        for (const moment of ['midterm', 'end']) {
          const seen = reminders.get(`${mail} ${moment}`) ?? 0;
          if (calm) expect(seen, `${mail} ${moment}`).toBe(turn ?? 2);
          expect(seen, `${mail} ${moment}`).toBeLessThanOrEqual(2);
        }
      }
    },
  );

  test.runIf(until === yearsEnd)(
    'every answer is counted once, and everybody reads the same',
    async () => {
      const sql = await world.store();
      const waves = await sql.selectFrom('wave').selectAll().orderBy('opens_at').execute();
      expect(waves.map(({ moment, state }) => [moment, state])).toEqual([
        ['midterm', 'closed'],
        ['end', 'closed'],
      ]);
      for (const { id, moment, key_destroyed } of waves) {
        const rows = await sql
          .selectFrom('participation')
          .innerJoin('person', 'person.id', 'person_id')
          .select(['mail', 'answered'])
          .where('wave_id', '=', id)
          .execute();
        const said = rows.filter(({ answered }) => answered).map(({ mail }) => mail);
        expect(said.sort()).toEqual([...lived.answered[moment]].sort());
        expect(key_destroyed).toBe(true);
        const [kept] = await sql
          .selectFrom('synthesis')
          .selectAll()
          .where('wave_id', '=', id)
          .execute();
        expect(kept).toMatchObject({ state: 'released' });
        const { cells } = JSON.parse(kept?.body ?? '{}') as Synthesis;
        expect(cells.map(({ size }) => size)).toEqual(['25+', '25+']);
      }
      expect(await sql.selectFrom('ballot').selectAll().execute()).toEqual([]);
      const told = leftOf(ledger).filter(
        ({ notice, ids }) => notice === 'synthesis' && Number(ids.again) === 0,
      );
      const twice = told.map(({ to, ids }) => `${to} ${ids.wave}`);
      expect(new Set(twice).size).toBe(twice.length);
    },
  );

  test.runIf(!calm)('the year with trouble decides what the calm one did', () => {
    expect(decisions).toEqual(decided.get(until));
  });

  test.runIf(how === 'shared')(
    'both carried out what was due, and what came too late was refused',
    () => {
      const { first, second } = world.two ?? {};
      for (const one of [first, second])
        expect(one?.said('effect.done').length).toBeGreaterThan(50);
      const refused = [
        ...(first?.said('effect.fenced') ?? []),
        ...(first?.said('effect.not-begun') ?? []),
      ];
      expect(refused.length).toBeGreaterThan(0);
      // Whoever slept wrote nothing: what it held is as the other one has settled it.
      const settled = new Map(ledger.map((line) => [line.id, line.outcome]));
      for (const { effect } of refused)
        if (settled.has(Number(effect))) expect(settled.get(Number(effect))).toBe('holder-died');
      expect(ledger.filter(({ outcome }) => outcome === 'holder-died').length).toBeGreaterThan(0);
    },
  );

  test('what nobody knows the fate of is asked again; a nudge waits for the next rung', () => {
    const unknown = ledger.filter(({ state }) => state === 'unknown');
    if (how !== 'shared') expect(unknown.length > 10).toBe(faulty);
    const lost = unknown.filter(({ notice, ids }) => asks(notice) && Number(ids.again) < 3);
    expect(lost.filter((line) => !ledger.some((each) => earlier(ledger, each) === line))).toEqual(
      [],
    );
    const again = ledger.filter(({ ids }) => Number(ids.again) > 0);
    expect(again.filter(({ notice }) => !asks(notice))).toEqual([]);
  });
});

const players = new Map(
  [...cast.values()]
    .flatMap(({ mentee, mentor, referent }) => [mentee, mentor, referent])
    .map((player) => [player.mail, player]),
);
const playerOf = (mail: string): Player =>
  players.get(mail) ?? { mail, zone: paris, departement: '' };

/** The line of the same message, sent once less. */
function earlier(ledger: readonly Line[], line: Line | null): Line | undefined {
  const same = (ids: Line['ids']) =>
    JSON.stringify(Object.entries({ ...ids, again: 0, card: '' }).sort());
  return ledger.find(
    ({ to, ids }) =>
      to === line?.to &&
      same(ids) === same(line.ids) &&
      Number(ids.again) === Number(line.ids.again) - 1,
  );
}

/** Each person's messages, to be read by whoever runs a soak. */
function tell(
  named: string,
  seconds: number,
  seen: readonly Seen[],
  ledger: readonly Line[],
): void {
  const states = ['done', 'unknown', 'dropped', 'failed'].map(
    (state) => `${ledger.filter((line) => line.state === state).length} ${state}`,
  );
  const orphans = ledger.filter(({ outcome }) => outcome === 'holder-died').length;
  const people = [...new Set(seen.map(({ to }) => to))].map((mail) => {
    const mine = seen.filter(({ to, line }) => to === mail && line?.notice !== 'reply');
    const each = mine.map(
      ({ at, line }) => `${onTheWall(at, playerOf(mail).zone).day} ${line?.notice}`,
    );
    return `  ${mail}: ${each.join(', ')}`;
  });
  const head = `${named}: ${seconds} s, ${seen.length} messages, ${states.join(', ')}; ${orphans} in hand when the product died`;
  process.stdout.write(`${[head, ...people].join('\n')}\n`);
}

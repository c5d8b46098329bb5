import { describe, expect, test } from 'vitest';
import type { BotTurn } from '../../src/bot/activity.ts';
import { takeTurn } from '../../src/bot/bot.ts';
import type { Person } from '../../src/domain/people.ts';
import { drawCard, drawStranger, previewText, refusalText } from '../../src/tell/draw.ts';
import { words } from '../../src/words/words.ts';
import { awa, marc, nowhere, p01, p02 } from '../support/people.ts';
import { aWorld, cardsTo, hasBot, homeTenant } from '../support/world.ts';

const world = aWorld();

let turns = 0;
const turn = async (person: Person, part: Partial<BotTurn>) => {
  turns += 1;
  const deps = {
    ...{ ...world.deps, sender: world.sender, homeTenant, refusalText, drawStranger },
    ...{ draw: drawCard, preview: previewText },
  };
  const chat = { userId: `29:${person.id}`, conversationId: `chat-${person.id}` };
  const from = { tid: homeTenant, oid: person.id, serviceUrl: 'https://smba.example/teams/' };
  const activity = {
    id: `turn-${turns}`,
    kind: 'message',
    locale: 'fr',
    ...chat,
    ...from,
  } as const;
  const answer = await takeTurn(deps, { ...activity, ...part });
  await world.settle();
  return answer;
};

/** Both have the bot, and Teams has told us who they are. */
async function known(): Promise<void> {
  await hasBot(world, awa, marc);
  for (const { id } of [awa, marc]) {
    await world.db.tx((t) => t.people.link(homeTenant, id, id, 'roster'));
  }
}
const says = async (person: Person, text: string) => {
  await turn(person, { text });
  return cardsTo(world, person).at(-1)?.model;
};
const lastOf = (person: Person) =>
  world.sender.sent.filter(({ to }) => to.userId === `29:${person.id}`).at(-1)?.activityId ?? '';
const presses = (
  person: Person,
  verb: string,
  data: Record<string, unknown>,
  on = lastOf(person),
) => turn(person, { kind: 'press', replyToId: on, verb, data });
const text = (answer: unknown) => JSON.stringify(answer);
const { refusals, said } = words('fr');

describe('what one types', () => {
  test.each([
    ['pause', 'pause-form'],
    ['« Arrêter »', 'stop-form'],
    ['stop', 'stop-form'],
  ])('« %s » opens its form', async (typed, kind) => {
    await known();

    expect(await says(awa, typed)).toMatchObject({ kind, pair: p01.id, partner: marc.name });
  });

  test.each(['pause', 'stop'])('with several pairs « %s » asks which one first', async (next) => {
    await known();
    const change = { mentor_id: marc.id };
    await world.db.opened.sql.updateTable('pair').set(change).where('id', '=', p02.id).execute();

    expect(await says(marc, next)).toMatchObject({ kind: 'which-pair', next });
    const answer = await presses(marc, 'pair.choose', { pair: p01.id, next });
    expect(text(answer)).toContain(awa.name);
  });
});

describe('a pause in the chat', () => {
  test('takes two words and a press of each; pressed twice, it is one', async () => {
    await known();
    await says(awa, 'pause');
    const form = lastOf(awa);
    const proposed = await presses(awa, 'pair.pause', { pair: p01.id, until: '2026-05-19' });
    expect(text(proposed)).toContain(said['pause-proposed']);
    const again = await presses(awa, 'pair.pause', { pair: p01.id, until: '2026-06-02' }, form);
    expect(text(again)).toContain(said['card-was-old']);
    const pauses = await world.db.read.pauses.ofPair(p01.id);
    expect(pauses).toHaveLength(1);

    const pause = pauses[0]?.id;
    const agreed = await presses(marc, 'pause.agree', { pause });
    expect(text(agreed)).toContain(said['pause-agreed']);
    expect(cardsTo(world, awa).at(-1)?.model).toMatchObject({ kind: 'pause', state: 'agreed' });
    const late = await presses(marc, 'pause.decline', { pause });
    expect(text(late)).toContain(refusals['too-late']);
    expect(text(late)).toContain('Pause convenue avec Awa Lemoine');
  });

  test('a form left open shows the pause there is by now, and answers it', async () => {
    await known();
    await says(marc, 'pause');
    const form = lastOf(marc);
    await says(awa, 'pause');
    await presses(awa, 'pair.pause', { pair: p01.id, until: '2026-05-19' });

    const own = await presses(marc, 'pair.pause', { pair: p01.id, until: '2026-06-02' }, form);
    expect(text(own)).toContain(refusals['pause-stands']);
    expect(text(own)).toContain('Awa Lemoine vous propose une pause');
  });

  test('a card of somebody else’s, forged, is nobody’s', async () => {
    await known();
    await says(awa, 'pause');

    const data = { pair: p01.id, until: '2026-05-19' };
    expect(await presses(marc, 'pair.pause', data, lastOf(awa))).toEqual({
      text: refusals['not-found'],
    });
    expect(await presses(awa, 'pause.agree', { pause: nowhere })).toHaveProperty('card');
    expect(await world.db.read.pauses.ofPair(p01.id)).toEqual([]);
  });
});

describe('a stop in the chat', () => {
  test('is asked for, and taken back; its old form asks for nothing any more', async () => {
    await known();
    await says(awa, 'arrêter');
    const form = lastOf(awa);
    const pair = p01.id;
    expect(text(await presses(awa, 'pair.stop', { pair }))).toContain(said['stop-asked']);
    expect(text(await presses(awa, 'pair.stop', { pair }, form))).toContain(said['card-was-old']);
    expect(text(await presses(awa, 'stop.withdraw', { pair }, form))).toContain(
      said['stop-withdrawn'],
    );

    expect(text(await presses(awa, 'pair.stop', { pair }, form))).toContain(said['card-was-old']);
    expect(await world.db.read.stops.ofPair(p01.id)).toEqual([]);
    expect(cardsTo(world, marc)).toEqual([]);
  });
});

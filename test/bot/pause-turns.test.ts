import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { words } from '../../src/words/words.ts';
import { awa, marc, nowhere, p01, p02 } from '../support/people.ts';
import { aWorld, cardsTo } from '../support/world.ts';
import { openChats } from './chats.ts';

const world = aWorld();

const chats = openChats(world);
const { lastOf } = chats;
/** As `chats` has it, and everything has come that came of it. */
const settled = async <T>(answer: Promise<T>) => {
  const given = await answer;
  await world.settle();
  return given;
};
const turn = (...all: Parameters<typeof chats.turn>) => settled(chats.turn(...all));
const presses = (...all: Parameters<typeof chats.presses>) => settled(chats.presses(...all));
const known = () => chats.known(awa, marc);
const says = async (person: Person, text: string) => {
  await turn(person, { text });
  return cardsTo(world, person).at(-1)?.model;
};
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

import { expect, test } from 'vitest';
import type { View } from '../../src/domain/view.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { awa, marc } from '../support/people.ts';
import { aWorld, booked, hasBot } from '../support/world.ts';

const world = aWorld();

const cardId = (number: number) => `0000000c-0000-4000-8000-00000000000${number}`;
const insert = (number: number, person: { id: string }, view: View) =>
  world.db.tx((t) =>
    t.cards.insert({ id: cardId(number), person: person.id, view }, world.clock.now),
  );
const viewOf = async (number: number) => (await world.db.read.cards.get(cardId(number)))?.view;

test('an answer writes the calendars, tells the other one and shows on the pressed card', async () => {
  await hasBot(world, awa, marc);
  const meeting = await booked(world);
  await insert(1, marc, { kind: 'meeting', meeting });

  await acceptMeeting(world.deps, { person: marc.id, card: cardId(1) }, { meeting });

  expect(await viewOf(1)).toEqual({ kind: 'meeting', meeting });
  const keys = (await world.db.read.effects.byKeyPrefix('')).map(({ key }) => key);
  expect(keys).toEqual(
    expect.arrayContaining([
      `event:${meeting}:v1`,
      `event:${meeting}:v2`,
      `meeting:${meeting}:v1:${marc.id}`,
      `meeting:${meeting}:v2:${awa.id}`,
    ]),
  );
});

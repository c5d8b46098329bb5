import { expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cardId, laidCards } from '../support/laid-cards.ts';
import { awa, marc } from '../support/people.ts';
import { aWorld, booked, hasBot } from '../support/world.ts';

const world = aWorld();

const { insert, viewOf } = laidCards(world);

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

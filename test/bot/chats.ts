import type { BotTurn } from '../../src/bot/activity.ts';
import { takeTurn } from '../../src/bot/bot.ts';
import type { Person } from '../../src/domain/people.ts';
import { drawCard, drawStranger, previewText, refusalText } from '../../src/tell/draw.ts';
import { hasBot, homeTenant, type World } from '../support/world.ts';

/** What people of the world do in their chats with the bot, drawn as the product draws. */
export function openChats(world: World) {
  let turns = 0;
  const turn = async (person: Person, part: Partial<BotTurn>) => {
    turns += 1;
    const deps = {
      ...{ ...world.deps, sender: world.sender, homeTenant, refusalText, drawStranger },
      ...{ draw: drawCard, preview: previewText },
    };
    const chat = { userId: `29:${person.id}`, conversationId: `chat-${person.id}` };
    const from = { tid: homeTenant, oid: person.id, serviceUrl: 'https://smba.example/teams/' };
    const said = { id: `turn-${turns}`, kind: 'message', locale: 'fr' } as const;
    return takeTurn(deps, { ...said, ...chat, ...from, ...part });
  };
  /** The place of the last card that went to this person. */
  const lastOf = (person: Person) =>
    world.sender.sent.filter(({ to }) => to.userId === `29:${person.id}`).at(-1)?.activityId ?? '';
  return {
    turn,
    lastOf,
    presses: (person: Person, verb: string, data: Record<string, unknown>, on = lastOf(person)) =>
      turn(person, { kind: 'press', replyToId: on, verb, data }),
    /** They have the bot, and Teams has told us who they are. */
    async known(...people: Person[]): Promise<void> {
      await hasBot(world, ...people);
      for (const { id } of people)
        await world.db.tx((t) => t.people.link(homeTenant, id, id, 'roster'));
    },
  };
}

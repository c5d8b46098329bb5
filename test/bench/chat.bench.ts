import { installedBot, knownPerson } from '../../src/emulator/teams/installs.ts';
import { shownMessages } from '../../src/emulator/teams/messages.ts';
import { hasAction } from '../journeys/control.ts';
import { inTurns, openSheet, times } from './measure.ts';
import { openTown, pressFrom, pressMs, textFrom, turnMs } from './town.ts';

const awa = 'awa.lemoine@andah.example';
const rounds = 10;
const turnsARound = 20;

const sheet = openSheet('chat', 'Chat turn, token check on, beside a bare botbuilder echo');
const town = await openTown();
await turnMs(town, town.product, textFrom(town, awa, 'langue'));
await turnMs(town, town.echo, textFrom(town, awa, 'bonjour'));
const chat = await town.control.chat(awa);
const cardWith = (verb: string): string => {
  const found = chat.findLast((message) => message.card && hasAction(message.card, verb));
  if (!found) throw new Error(`no card with ${verb}`);
  return found.id;
};
const [language, again] = [cardWith('language.set'), cardWith('again')];

const person = knownPerson(town.world, awa);
const { conversationId } = installedBot(town.world, person);
const botsMessages = () =>
  shownMessages(town.world, conversationId).filter(({ from }) => from === 'bot').length;
const before = botsMessages();

const ours: number[] = [];
const echo: number[] = [];
const ourPress: number[] = [];
const echoPress: number[] = [];
const often = async (into: number[], turn: () => Promise<number>) => {
  for (let i = 0; i < turnsARound; i++) into.push(await turn());
};
await inTurns(rounds, [
  () => often(ours, () => turnMs(town, town.product, textFrom(town, awa, 'aide'))),
  () => often(echo, () => turnMs(town, town.echo, textFrom(town, awa, 'aide'))),
]);
await town.control.settle();
const answered = botsMessages() - before;
await inTurns(rounds, [
  () =>
    often(ourPress, () =>
      pressMs(town, town.product, pressFrom(town, awa, language, 'language.set')),
    ),
  () => often(echoPress, () => pressMs(town, town.echo, pressFrom(town, awa, again, 'again'))),
]);

const turns = [sheet.line('« aide » to its card', ours, 'ms'), sheet.line('echo', echo, 'ms')];
const presses = [
  sheet.line('press language.set to its answer', ourPress, 'ms'),
  sheet.line('echo', echoPress, 'ms'),
];
for (const [name, [a, b]] of [
  ['turn', turns],
  ['press', presses],
] as const)
  if (a && b) sheet.say(`${name}: ${times(a, b)} the echo`);
sheet.ledger('answers to words', answered, 2 * rounds * turnsARound);
await town.close();
sheet.close();

import { randomUUID } from 'node:crypto';
import type { Marks } from '../support/marked-words.ts';
import type { WatchedWorld } from '../support/watched-world.ts';
import { askPane, moment, register, type Scribbles, send, writtenIn } from './appointment-steps.ts';
import { awa, marc, programme } from './steps.ts';

interface Stored {
  mailbox: string;
  event: { iCalUId: string };
}

/**
 * Marc makes an appointment in his Outlook by the pane, writes in it, moves it, and they meet. What
 * the programme mailbox had of it, once it was moved.
 */
export async function liveInOutlook(world: WatchedWorld, marks: Marks): Promise<string> {
  const { now } = await world.clock();
  const tomorrow = Date.parse(now) + 26 * 3_600_000;
  const time = { start: tomorrow, end: tomorrow + 3_600_000 };
  const words = (which: string): Scribbles => ({
    subject: marks.at(`${which}: subject`),
    body: marks.at(`${which}: body`),
    place: marks.at(`${which}: place`),
    file: marks.at(`${which}: attachment`),
  });
  for (const field of ['subject', 'note', 'mailbox', 'pair', 'meeting']) {
    await register(world, marc, time, { [field]: marks.at(`registering: ${field}`) });
  }
  const { body } = await register(world, marc, time);
  const event = await send(world, marc, awa, time, writtenIn(words('an appointment')));
  await world.settle();
  const later = { start: time.start + 3_600_000, end: time.end + 3_600_000 };
  await world.call('PATCH', `/_emulator/calendar/${marc}/${event.id}`, {
    ...{ start: moment(later.start), end: moment(later.end) },
    ...writtenIn(words('an appointment that was moved')),
  });
  await world.settle();
  const events = world.emulator.world.store.table<Stored>('events').values();
  const copy = events.find(
    (stored) => stored.mailbox === programme && stored.event.iCalUId === event.iCalUId,
  );
  await world.moveTo(new Date(later.end + 60_000).toISOString());
  const { appointment, pair } = body.pane;
  const act = { act: 'held', meeting: appointment?.meeting, themes: ['skills'] };
  const scribbled = { ...act, note: marks.at('a note beside the pane') };
  await askPane(world, marc, 'act', { pair, id: randomUUID(), act: scribbled });
  const word = marks.at('a theme in the pane');
  const unknown = { ...act, themes: [word] };
  await askPane(world, marc, 'act', { pair, id: randomUUID(), act: unknown });
  await askPane(world, marc, 'act', { pair, id: randomUUID(), act });
  await world.settle();
  return JSON.stringify(copy);
}

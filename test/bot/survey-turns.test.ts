import { describe, expect, test } from 'vitest';
import { awa, marc, nowhere } from '../support/people.ts';
import { allAt, closes, openedWave } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';
import { openChats } from './chats.ts';

const world = aWorld();

const chats = openChats(world);
const { lastOf } = chats;
const turn = async (...all: Parameters<typeof chats.turn>) =>
  JSON.stringify(await chats.turn(...all));
const presses = async (...all: Parameters<typeof chats.presses>) =>
  JSON.stringify(await chats.presses(...all));

/** Both have the bot, and the questionnaire of mid-term stands in their chats. */
async function asked() {
  await chats.known(awa, marc);
  const wave = await openedWave(world);
  await world.settle();
  return wave;
}
const ballots = () => world.db.opened.sql.selectFrom('ballot').selectAll().execute();

describe('a questionnaire in the chat', () => {
  test('takes one press, and its card says thank you', async () => {
    const wave = await asked();
    const answer = await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 4) });

    expect(answer).toContain('Merci, vos réponses sont sous scellé.');
    expect(answer).toContain('Merci pour vos réponses');
    expect(answer).not.toContain('Input.ChoiceSet');
    expect(await ballots()).toHaveLength(1);
  });

  test('pressed too early keeps what was chosen on the card, and nowhere else', async () => {
    const wave = await asked();
    const answer = await presses(awa, 'survey.answer', { wave: wave.id, time: '2', part: '5' });

    expect(answer).toContain('Il manque une réponse');
    expect(answer).toMatch(/"id":"time"[^}]*"value":"2"/);
    expect(await ballots()).toEqual([]);
    const kept = await world.db.opened.sql.selectFrom('card').select('view').execute();
    expect(JSON.stringify(kept)).not.toMatch(/given|time|part/);
  });

  test('pressed twice, or with something else the second time, counts the first', async () => {
    const wave = await asked();
    await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 4) });
    const again = await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 1) });

    expect(again).toContain('Vous avez déjà répondu');
    expect(await ballots()).toHaveLength(1);
  });

  test('forwarded is the reader’s own: nobody answers for somebody else', async () => {
    const wave = await asked();
    const sent = { wave: wave.id, ...allAt(wave, 4), person: marc.id, personId: marc.id };
    const forwarded = await presses(awa, 'survey.answer', sent, lastOf(marc));
    expect(forwarded).toContain('Cela n’existe pas, ou plus.');
    expect(await ballots()).toEqual([]);

    await presses(awa, 'survey.answer', sent);
    expect((await world.db.read.participation.survey(wave.id, marc.id))?.asked).toMatchObject({
      answered: false,
    });
  });

  test('of another wave, or of none, is refused neutrally', async () => {
    const wave = await asked();
    for (const other of [nowhere, 'x', { $gt: '' }]) {
      await presses(awa, 'survey.answer', { ...allAt(wave, 4), wave: other });
    }
    expect(await ballots()).toEqual([]);
  });

  test('pressed once it is closed says so', async () => {
    const wave = await asked();
    world.clock.now = closes.midterm;
    const late = await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 4) });

    expect(late).toContain('Ce questionnaire est clos');
    expect(await ballots()).toEqual([]);
  });

  test('asked to be answered without a name sends a link to the usual address', async () => {
    const wave = await asked();
    const answer = await presses(awa, 'survey.by-mail', { wave: wave.id });
    await world.settle();

    expect(answer).toContain('Un lien personnel part à votre adresse habituelle.');
    expect(world.mail.sent.filter(({ to }) => to.mail === awa.mail)).toHaveLength(1);
  });
});

test('whoever types « questionnaire » finds it again, as long as they can answer', async () => {
  const wave = await asked();
  const say = async (text: string) => {
    await turn(awa, { text });
    await world.settle();
    return world.sender.sent.at(-1)?.card;
  };

  expect(await say('questionnaire')).toMatchObject({ model: { kind: 'survey', state: 'asked' } });
  await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 4) });
  expect(await say('questionnaire')).toMatchObject({ model: { kind: 'help' } });
});

test('no log line of all this has a person in it beside an answer', async () => {
  const wave = await asked();
  world.lines.length = 0;
  await presses(awa, 'survey.answer', { wave: wave.id, ...allAt(wave, 2) });

  expect(JSON.stringify(world.lines)).not.toMatch(new RegExp(`${awa.id}|"2"`));
});

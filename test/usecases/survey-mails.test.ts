import { describe, expect, test } from 'vitest';
import { releaseSynthesis } from '../../src/usecases/release-synthesis.ts';
import { awa, nadia, paris, rose } from '../support/people.ts';
import { answer, closedWave, openedWave } from '../support/survey-world.ts';
import { aWorld, mailsTo } from '../support/world.ts';

const world = aWorld();

describe('a mail about a questionnaire', () => {
  test('leads to its page, and names the referent to check with', async () => {
    await openedWave(world);
    await world.settle();

    expect(mailsTo(world, awa)).toMatchObject([
      {
        ...{ kind: 'survey', why: 'asked', moment: 'midterm', until: '2026-10-29' },
        ...{ name: awa.name, referent: { name: rose.name } },
        link: { url: expect.stringContaining('/l#') },
      },
    ]);
  });

  test('does not leave once it is answered', async () => {
    const wave = await openedWave(world);
    await answer(world, wave, awa.id, 3);
    await world.settle();

    expect(mailsTo(world, awa)).toEqual([]);
  });
});

describe('a mail about a synthesis', () => {
  test('leads those who were asked to their page, and others to the tab', async () => {
    const wave = await openedWave(world);
    await closedWave(world, wave);
    await world.settle(paris('2026-10-30', '09:30'));
    await releaseSynthesis(world.deps, { person: rose.id }, { wave: wave.id, version: 1 });
    await world.settle();

    const told = (who: { mail: string }) =>
      world.mail.sent
        .filter(({ to, subject }) => to.mail === who.mail && subject === 'synthesis')
        .map(({ html }) => JSON.parse(html));
    expect(told(awa)).toMatchObject([{ released: true, link: { url: expect.any(String) } }]);
    expect(told(nadia)).toMatchObject([{ released: true, link: null, referent: null }]);
    expect(told(rose)).toMatchObject([
      { released: false, link: null },
      { released: true, link: null },
    ]);
  });
});

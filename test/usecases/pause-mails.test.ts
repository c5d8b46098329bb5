import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { aboutMail } from '../../src/usecases/mail-models.ts';
import { aboutPause, isPauseNotice, type PauseNotice } from '../../src/usecases/pause-mails.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { awa, marc, nowhere, p01, rose, thursday } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const link = { url: 'https://mentorat.example/l#t', expires: thursday.end };
const about = (person: Person, notice: PauseNotice, ids: Record<string, string> = {}) => {
  const effect = { ids: { notice, pair: p01.id, occurrence: 'proposed', ...ids } };
  return aboutPause(world.db.read, effect, notice, person, world.clock.now);
};
const frame = {
  ...{ bodyName: 'Agence des directeurs', replyTo: 'coachs@body.example' },
  referent: { name: rose.name, mail: rose.mail, phone: rose.phone },
};

test('a question is put to the partner, with the link to the pair’s own page', async () => {
  const wish = { pair: p01.id, until: '2026-05-19' };
  const done = await proposePause(world.deps, { person: awa.id }, wish);
  const pause = 'pause' in done ? done.pause : '';

  const mail = await about(marc, 'pause', { pause });

  expect(mail).toMatchObject({ purpose: 'pair', subject: p01.id });
  expect(mail?.draft(link)).toEqual({
    ...{ kind: 'pause', said: 'asked', until: '2026-05-19', name: marc.name, partner: awa.name },
    ...{ ...frame, link },
  });
  expect(await about(awa, 'pause', { pause })).toBeUndefined();
  expect(await about(marc, 'pause', { pause: nowhere })).toBeUndefined();
  expect(await about(marc, 'pause', { pause, pair: nowhere })).toBeUndefined();
});

describe('the end of a pair', () => {
  test('is told to both in the same words, when it is so', async () => {
    await askStop(world.deps, { person: awa.id }, { pair: p01.id });
    for (const person of [awa, marc]) {
      expect(await about(person, 'last-meeting')).toBeUndefined();
      expect(await about(person, 'closed')).toBeUndefined();
    }
    await world.db.tx((t) => t.endings.offerLast(p01.id, world.clock.now));
    const last = async (person: Person) => (await about(person, 'last-meeting'))?.draft(link);
    const said = { kind: 'last-meeting', ...frame, link };
    expect(await last(awa)).toEqual({ ...said, name: awa.name, partner: marc.name });
    expect(await last(marc)).toEqual({ ...said, name: marc.name, partner: awa.name });

    await world.db.tx((t) => t.endings.close(p01.id, world.clock.now));
    const closed = async (person: Person) => (await about(person, 'closed'))?.draft(link);
    const over = { kind: 'closed', ...frame };
    expect(await closed(awa)).toEqual({ ...over, name: awa.name, partner: marc.name });
    expect(await closed(marc)).toEqual({ ...over, name: marc.name, partner: awa.name });
    expect(await last(awa)).toBeUndefined();
  });

  test('reaches the mails by its notice', async () => {
    await world.db.tx((t) => t.endings.close(p01.id, world.clock.now));
    const ids = { notice: 'closed', pair: p01.id, occurrence: 'closed' };
    const effect = {
      ...{ id: 1, key: 'k', kind: 'mail' as const, person: awa.id, tries: 1, fence: 1, ids },
      ...{ state: 'running' as const, outcome: null },
    };

    const mail = await aboutMail(world.db.read, effect, awa, world.clock.now);

    expect(mail?.draft(link)).toMatchObject({ kind: 'closed', partner: marc.name });
  });
});

test.each([
  ['pause', true],
  ['last-meeting', true],
  ['closed', true],
  ['meeting', false],
  [undefined, false],
])('%s is one of these notices: %s', (notice, is) => {
  expect(isPauseNotice(notice)).toBe(is);
});

import { describe, expect, test } from 'vitest';
import type { Pause } from '../../src/domain/pause.ts';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { pauseDrawn, pauseModel, pauseSaid } from '../../src/usecases/pause-models.ts';
import { awa, ines, marc, nowhere, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const id = '0000000b-0000-4000-8000-000000000001';
const asked: Pause = {
  ...{ id, pair: p01.id, proposedBy: awa.id, agreedBy: null },
  ...{ from: '2026-04-21', until: '2026-05-19', state: 'proposed', ended: null },
};
const agreed: Pause = { ...asked, state: 'agreed', agreedBy: marc.id };
const insert = (pause: Pause = asked) =>
  world.db.tx((t) => t.pauses.insert(pause, world.clock.now));
const drawn = async (person: Person, view: Extract<View, { kind: 'pause-form' | 'pause' }>) =>
  (await pauseDrawn(world.db.read, person, view, world.clock.now))?.model;
const form = { kind: 'pause-form', pair: p01.id } as const;
const card = { kind: 'pause', pair: p01.id, pause: id } as const;

describe('the form', () => {
  test('offers what is allowed today', async () => {
    expect(await drawn(awa, form)).toEqual({
      ...{ kind: 'pause-form', pair: p01.id, partner: marc.name, today: '2026-04-21' },
      ...{ earliest: '2026-04-22', latest: '2026-07-22' },
      choices: ['2026-05-05', '2026-05-19', '2026-06-02', '2026-06-16'],
    });
  });

  test('shows the pause there is instead, and the form again once it is over', async () => {
    await insert();
    expect(await drawn(marc, form)).toMatchObject({ kind: 'pause', may: { agree: true } });

    world.clock.now = paris('2026-05-20', '09:00');
    expect(await drawn(marc, form)).toMatchObject({ kind: 'pause-form' });
  });

  test('is for the two alone', async () => {
    for (const person of [ines, rose]) expect(await drawn(person, form)).toBeUndefined();
    expect(await drawn(awa, { ...form, pair: nowhere })).toBeUndefined();
  });

  test('of a closed pair says that it is over', async () => {
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();

    expect(await drawn(awa, form)).toMatchObject({ kind: 'ending', state: 'closed' });
  });
});

describe('a pause', () => {
  test('is another pair’s business to nobody, and one that is not there is nothing', async () => {
    await insert();

    expect(await drawn(awa, card)).toMatchObject({ kind: 'pause', pause: id });
    expect(await drawn(ines, card)).toBeUndefined();
    expect(await drawn(ines, { ...card, pair: p02.id })).toBeUndefined();
    expect(await drawn(awa, { ...card, pause: nowhere })).toBeUndefined();
  });

  const nothing = { agree: false, decline: false, withdraw: false, resume: false };
  test.each([
    ['asked, to the one asked', asked, marc, { ...nothing, agree: true, decline: true }],
    ['asked, to whoever asked', asked, awa, { ...nothing, withdraw: true }],
    ['agreed, to the one', agreed, awa, { ...nothing, resume: true }],
    ['agreed, to the other', agreed, marc, { ...nothing, resume: true }],
    ['declined', { ...asked, state: 'declined' } as const, marc, nothing],
    ['withdrawn', { ...asked, state: 'withdrawn' } as const, awa, nothing],
    ['resumed', { ...agreed, ended: '2026-04-20' }, marc, nothing],
  ])('may be acted on as it stands: %s', (_which, pause, person, may) => {
    expect(pauseModel(p01, pause, person.id, '2026-04-21').may).toEqual(may);
  });

  test.each([
    [asked, '2026-05-19', 'proposed'],
    [asked, '2026-05-20', 'lapsed'],
    [agreed, '2026-05-19', 'agreed'],
    [agreed, '2026-05-20', 'ended'],
  ])('says how it stands that day', (pause, today, state) => {
    expect(pauseModel(p01, pause, marc.id, today).state).toBe(state);
  });

  test('set by the referent is neither’s own', () => {
    const set = { ...agreed, proposedBy: rose.id, agreedBy: null };

    expect(pauseModel(p01, set, awa.id, '2026-04-21')).toMatchObject({
      ...{ mine: false, byReferent: true, state: 'agreed' },
    });
    expect(pauseModel(p01, agreed, marc.id, '2026-04-21').byReferent).toBe(false);
  });
});

describe('what a mail says', () => {
  const said = async (person: Person, pause: Pause, step = 'x') => {
    await world.db.opened.sql.deleteFrom('pause').execute();
    await insert(pause);
    const told = await pauseSaid(world.db.read, p01, { id, step }, person, world.clock.now);
    return told?.said;
  };

  test('is what concerns its reader, as things stand when it leaves', async () => {
    expect([await said(marc, asked), await said(awa, asked)]).toEqual(['asked', undefined]);
    expect([await said(marc, agreed), await said(awa, agreed)]).toEqual([undefined, 'agreed']);
    const declined = { ...asked, state: 'declined' } as const;
    expect([await said(marc, declined), await said(awa, declined)]).toEqual([
      ...[undefined, 'declined'],
    ]);
    const set = { ...agreed, proposedBy: rose.id, agreedBy: null };
    expect([await said(marc, set), await said(awa, set)]).toEqual(['set', 'set']);
  });

  test('of what is over is only the last word', async () => {
    const withdrawn = { ...asked, state: 'withdrawn' } as const;
    expect(await said(marc, withdrawn, 'proposed')).toBeUndefined();
    expect(await said(marc, withdrawn, 'withdrawn')).toBe('withdrawn');
    const resumed = { ...agreed, ended: '2026-04-20' };
    expect(await said(awa, resumed, 'agreed')).toBeUndefined();
    expect(await said(awa, resumed, 'resumed')).toBe('resumed');
  });

  test('is nothing of a question that has lapsed, of no pause, of a closed pair', async () => {
    world.clock.now = paris('2026-05-20', '09:00');
    expect(await said(marc, asked)).toBeUndefined();
    const at = { id: nowhere, step: 'x' };
    const now = paris('2026-04-21', '09:00');
    expect(await pauseSaid(world.db.read, p01, at, marc, now)).toBeUndefined();
    const closed = { ...p01, state: 'closed' } as const;
    expect(await pauseSaid(world.db.read, closed, { ...at, id }, marc, now)).toBeUndefined();
  });
});

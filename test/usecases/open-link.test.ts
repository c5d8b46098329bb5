import { describe, expect, test } from 'vitest';
import type { LinkView } from '../../src/domain/link-model.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { readLink } from '../../src/usecases/open-link.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { awa, ines, marc, nowhere, p01, p02, rose, thursday, tuesday } from '../support/people.ts';
import { plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, hash, theMeeting } from '../support/world.ts';

const world = aWorld();

const link = async (
  subject: string,
  person = marc,
  purpose = 'meeting',
  expires = thursday.end * 2,
) => {
  await world.db.tx((t) =>
    t.links.add(hash('t'), { person: person.id, purpose, subject, expires }),
  );
};
const read = (view?: LinkView) => readLink(world.deps, hash('t'), view);

describe('a personal link', () => {
  test('shows its person what is true, the programme’s body and the referent to call', async () => {
    await link(await booked(world));

    expect(await read()).toMatchObject({
      model: { kind: 'meeting', time: thursday, partner: awa.name, may: { accept: true } },
      reader: { zone: 'Europe/Paris' },
      bodyName: 'Agence des directeurs',
      referent: { name: rose.name, phone: rose.phone },
      now: tuesday,
    });
  });

  test('asks whether it took place, once the meeting has ended', async () => {
    await link(await booked(world));
    world.clock.now = thursday.end - 1;
    expect(await read()).toMatchObject({ model: { kind: 'meeting' } });

    world.clock.now = thursday.end;
    expect(await read()).toMatchObject({ model: { kind: 'held' } });
  });

  test('changes nothing by being read, however often', async () => {
    const meeting = await booked(world);
    await link(meeting);

    await Promise.all([read(), read(), read()]);

    expect((await theMeeting(world, meeting)).version).toBe(1);
  });

  test('opens until it expires', async () => {
    await link(await booked(world), marc, 'meeting', tuesday + 1);
    expect(await read()).toHaveProperty('model');

    world.clock.now = tuesday + 1;
    expect(await read()).toEqual({ refused: 'link-expired' });
  });

  test('nobody made, for another purpose or about nothing, is not found', async () => {
    expect(await read()).toEqual({ refused: 'not-found' });
    await link(nowhere);
    expect(await read()).toEqual({ refused: 'not-found' });
  });

  test('of a pair opens for the two alone: its referent reads alerts elsewhere', async () => {
    await link(p01.id, rose, 'pair');

    expect(await read()).toEqual({ refused: 'not-found' });
  });

  test('of somebody who is not of the pair shows nothing', async () => {
    await link(await booked(world), rose);

    expect(await read()).toEqual({ refused: 'not-found' });
  });
});

describe('the link of a year’s plan', () => {
  test('shows its dates, and which of them wait', async () => {
    const { plan, meetings } = await plannedYear(world);
    await link(plan, marc, 'plan');

    expect(await read()).toMatchObject({
      model: {
        ...{ kind: 'year', partner: awa.name, may: { confirm: true } },
        dates: meetings.map(({ id, time }) => ({ meeting: id, time })),
      },
      bodyName: 'Agence des directeurs',
    });
  });

  test('is not found for others, nor of a plan that is nowhere', async () => {
    const { plan } = await plannedYear(world);
    await link(plan, rose, 'plan');
    expect(await read()).toEqual({ refused: 'not-found' });
    await world.db.opened.sql.deleteFrom('link').execute();

    await link(nowhere, marc, 'plan');
    expect(await read()).toEqual({ refused: 'not-found' });
  });
});

describe('the link of a pair', () => {
  test('leads to where the pair stands', async () => {
    await link(p01.id, marc, 'pair');

    expect(await read()).toMatchObject({
      view: { kind: 'rhythm', pair: p01.id },
      model: { kind: 'home', partner: awa.name },
    });
  });

  test('leads first to a pause that waits for its person’s answer, and to no other', async () => {
    await link(p01.id, marc, 'pair');
    const wish = { pair: p01.id, until: '2026-05-19' };
    await proposePause(world.deps, { person: awa.id }, wish);
    expect(await read()).toMatchObject({ model: { kind: 'pause', until: '2026-05-19' } });
    await world.db.opened.sql.deleteFrom('link').execute();

    await link(p01.id, awa, 'pair');
    expect(await read()).toMatchObject({ model: { kind: 'home' } });
  });

  test('shows nothing new to the one whose partner asked to stop', async () => {
    await link(p01.id, marc, 'pair');
    const before = await read();

    await askStop(world.deps, { person: awa.id }, { pair: p01.id });

    expect(await read()).toEqual(before);
  });

  test('leads to its end once the referent has had a last meeting offered', async () => {
    await link(p01.id, marc, 'pair');
    await askStop(world.deps, { person: awa.id }, { pair: p01.id });
    const offered = new Date(world.clock.now);
    await world.db.opened.sql.updateTable('early_stop').set({ offered }).execute();

    expect(await read()).toMatchObject({ model: { kind: 'ending', state: 'last-meeting' } });
  });
});

describe('from any link of theirs, a person reaches all of the pair and nothing beside it', () => {
  test.each<[string, LinkView, string]>([
    ['how the pair stands', { kind: 'rhythm', pair: p01.id }, 'home'],
    ['a booking', { kind: 'find', pair: p01.id }, 'find'],
    ['the list', { kind: 'meetings', pair: p01.id }, 'meetings'],
    ['recording', { kind: 'record', pair: p01.id }, 'record'],
    ['the referent', { kind: 'referent', pair: p01.id, asked: false }, 'referent'],
    ['a pause', { kind: 'pause-form', pair: p01.id }, 'pause-form'],
    ['stopping', { kind: 'stop-form', pair: p01.id }, 'stop-form'],
  ])('%s', async (_, view, kind) => {
    await link(await booked(world));

    expect(await read(view)).toMatchObject({ view, model: { kind } });
  });

  test('another pair of the same person is not found', async () => {
    // Marc is the mentor of both.
    const ofMarc = { mentor_id: marc.id };
    await world.db.opened.sql.updateTable('pair').set(ofMarc).where('id', '=', p02.id).execute();
    await link(p01.id, marc, 'pair');
    const other = await booked(world, { by: ines, pair: p02.id });
    const views: LinkView[] = [
      { kind: 'rhythm', pair: p02.id },
      { kind: 'meeting', meeting: other },
      { kind: 'held', meeting: other },
      { kind: 'find', pair: p01.id, meeting: other },
      { kind: 'find', pair: p02.id },
      { kind: 'year', pair: p01.id, plan: nowhere },
      { kind: 'pause', pair: p01.id, pause: nowhere },
      { kind: 'meeting', meeting: nowhere },
    ];

    for (const view of views) expect(await read(view)).toEqual({ refused: 'not-found' });
  });
});

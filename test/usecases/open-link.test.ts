import { describe, expect, test } from 'vitest';
import { slotText } from '../../src/domain/slot-text.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { actByLink, type LinkAct, readLink } from '../../src/usecases/open-link.ts';
import { awa, friday, marc, nowhere, p01, rose, thursday, tuesday } from '../support/people.ts';
import { inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, hash, proposed, theMeeting } from '../support/world.ts';

const world = aWorld();

const link = async (
  meeting: string,
  person = marc,
  purpose = 'meeting',
  expires = thursday.end * 2,
) => {
  await world.db.tx((t) =>
    t.links.add(hash('t'), { person: person.id, purpose, subject: meeting, expires }),
  );
};
const read = () => readLink(world.deps, hash('t'));
const act = (sent: LinkAct) => actByLink(world.deps, hash('t'), sent);

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
    expect(await act({ act: 'accept' })).toEqual({ refused: 'link-expired' });
  });

  test('nobody made, for another purpose or about nothing, is not found', async () => {
    expect(await read()).toEqual({ refused: 'not-found' });
    await link(nowhere);
    expect(await read()).toEqual({ refused: 'not-found' });
    expect(await act({ act: 'decline' })).toEqual({ refused: 'not-found' });
  });

  test('of a call does not open a meeting', async () => {
    await link(p01.id, rose, 'pair');

    expect(await read()).toEqual({ refused: 'not-found' });
  });

  test('of somebody who is not of the pair shows nothing', async () => {
    await link(await booked(world), rose);

    expect(await read()).toEqual({ refused: 'not-found' });
  });
});

describe('an act on the page', () => {
  test('accepts, and shows what is true then', async () => {
    await link(await booked(world));

    expect(await act({ act: 'accept' })).toMatchObject({
      page: { model: { agreement: 'agreed' } },
    });
  });

  test('accepts one of the times proposed', async () => {
    const meeting = await proposed(world, [thursday, friday]);
    await link(meeting);

    await act({ act: 'accept', slot: slotText(friday) });

    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });

  test.each([
    ['nonsense', 'slot-unreadable'],
    ['2027-02-29T10:00', 'no-such-day'],
    ['2026-04-28T10:00', 'slot-gone'],
  ])('with the time « %s » is refused, with the page as it is', async (slot, refused) => {
    await link(await proposed(world, [thursday]));

    expect(await act({ act: 'accept', slot })).toMatchObject({
      refused,
      page: { model: { state: 'proposed' } },
    });
  });

  test('declines, twice as once', async () => {
    const meeting = await booked(world);
    await link(meeting);

    await act({ act: 'decline' });
    expect(await act({ act: 'decline' })).not.toHaveProperty('refused');

    expect(await theMeeting(world, meeting)).toMatchObject({ agreement: 'other-time', version: 2 });
  });

  test('records, corrects, and says that it was not held', async () => {
    const meeting = await booked(world);
    await link(meeting);
    world.clock.now = thursday.end;

    await act({ act: 'held', themes: ['skills'] });
    expect((await theMeeting(world, meeting)).heldOn).toBe('2026-04-23');
    await act({ act: 'correct', date: '2026-04-22', themes: ['other'] });
    expect((await theMeeting(world, meeting)).heldOn).toBe('2026-04-22');
    await act({ act: 'not-held' });
    expect((await theMeeting(world, meeting)).state).toBe('not-held');
  });

  test('too late is refused, with what is true shown', async () => {
    const meeting = await booked(world);
    await link(meeting);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });

    expect(await act({ act: 'accept' })).toMatchObject({
      refused: 'too-late',
      page: { model: { state: 'cancelled' } },
    });
  });

  test('is this person’s and nobody else’s: whoever proposed cannot accept by their own link', async () => {
    await link(await booked(world), awa);

    expect(await act({ act: 'accept' })).toMatchObject({ refused: 'not-yours-to-answer' });
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

  test('takes the ticks, twice as once', async () => {
    const { plan, meetings } = await plannedYear(world);
    await link(plan, marc, 'plan');
    const suits = meetings.slice(1).map(({ id }) => id);

    const done = await act({ act: 'plan', meetings: suits });
    expect(done).toMatchObject({ page: { model: { may: { confirm: false } } } });
    expect(done).not.toHaveProperty('refused');
    expect(await act({ act: 'plan', meetings: [] })).not.toHaveProperty('refused');

    const agreements = (await inOrder(world)).map(({ agreement }) => agreement);
    expect(agreements).toEqual(['other-time', ...suits.map(() => 'agreed')]);
  });

  test('does nothing else, and takes no date that is not of the plan', async () => {
    const { plan, meetings } = await plannedYear(world);
    await link(plan, marc, 'plan');

    const acts: LinkAct[] = [
      { act: 'accept' },
      { act: 'decline' },
      { act: 'plan', meetings: [nowhere] },
    ];
    for (const sent of acts) expect(await act(sent)).toMatchObject({ refused: 'wrong-values' });
    expect((await theMeeting(world, meetings[0]?.id ?? '')).agreement).toBe('asked');
  });

  test('is another one than the link of a meeting, and opens for the two alone', async () => {
    const { plan, meetings } = await plannedYear(world);
    await link(plan, rose, 'plan');
    expect(await read()).toEqual({ refused: 'not-found' });
    await world.db.opened.sql.deleteFrom('link').execute();

    await link(meetings[0]?.id ?? '');
    expect(await act({ act: 'plan', meetings: [] })).toMatchObject({ refused: 'wrong-values' });
    await world.db.opened.sql.deleteFrom('link').execute();

    await link(nowhere, marc, 'plan');
    expect(await read()).toEqual({ refused: 'not-found' });
  });
});

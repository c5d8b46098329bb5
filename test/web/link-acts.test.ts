import { describe, expect, test } from 'vitest';
import type { LinkPage, LinkView } from '../../src/domain/link-model.ts';
import { slotText } from '../../src/domain/slot-text.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { actByLink, type LinkAct, type LinkActed } from '../../src/web/link-acts.ts';
import { awa, friday, ines, marc, nowhere, p01, p02, slot, thursday } from '../support/people.ts';
import { inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, meetingsOf, proposed, theMeeting } from '../support/world.ts';

const world = aWorld();

let ids = 0;
const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`;

const home: LinkView = { kind: 'rhythm', pair: p01.id };

/** One act of Marc's, on a page that shows a view of P01. */
const act = (sent: LinkAct, view: LinkView = home, by = marc, id = newId()) =>
  actByLink(world.deps, { person: by.id, pair: p01.id, start: home }, { id, view, act: sent });

async function done(...asked: Parameters<typeof act>): Promise<LinkActed> {
  const result = await act(...asked);
  if (!('page' in result)) throw new Error(`refused: ${result.refused}`);
  return result;
}

const at = (meeting: string): LinkView => ({ kind: 'meeting', meeting });

type ModelOf<Kind> = Extract<LinkPage['model'], { kind: Kind }>;
function shows<Kind extends LinkPage['model']['kind']>(
  { page }: LinkActed,
  kind: Kind,
): ModelOf<Kind> {
  if (page.model.kind !== kind) throw new Error(`shows ${page.model.kind}, not ${kind}`);
  return page.model as ModelOf<Kind>;
}

describe('an answer to a meeting', () => {
  test('accepts, and shows what is true then', async () => {
    const meeting = await booked(world);

    expect(await act({ act: 'accept', meeting }, at(meeting))).toMatchObject({
      ...{ page: { model: { agreement: 'agreed' } }, said: 'accepted' },
    });
  });

  test('accepts one of the times proposed', async () => {
    const meeting = await proposed(world, [thursday, friday]);

    await act({ act: 'accept', meeting, slot: slotText(friday) }, at(meeting));

    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });

  test.each([
    ['nonsense', 'slot-unreadable'],
    ['2027-02-29T10:00', 'no-such-day'],
    ['2026-04-28T10:00', 'slot-gone'],
  ])('with the time « %s » is refused, with the page as it is', async (wished, refused) => {
    const meeting = await proposed(world, [thursday]);

    expect(await act({ act: 'accept', meeting, slot: wished }, at(meeting))).toMatchObject({
      ...{ refused, page: { model: { state: 'proposed' } } },
    });
  });

  test('declines, twice as once', async () => {
    const meeting = await booked(world);

    await act({ act: 'decline', meeting }, at(meeting));
    expect(await act({ act: 'decline', meeting }, at(meeting))).not.toHaveProperty('refused');

    expect(await theMeeting(world, meeting)).toMatchObject({ agreement: 'other-time', version: 2 });
  });

  test('records, corrects, and says that it was not held', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.end;

    await act({ act: 'held', meeting, themes: ['skills'] }, at(meeting));
    expect((await theMeeting(world, meeting)).heldOn).toBe('2026-04-23');
    await act({ act: 'correct', meeting, date: '2026-04-22', themes: ['other'] }, at(meeting));
    expect((await theMeeting(world, meeting)).heldOn).toBe('2026-04-22');
    await act({ act: 'not-held', meeting }, at(meeting));
    expect((await theMeeting(world, meeting)).state).toBe('not-held');
  });

  test('cancels, and takes that back', async () => {
    const meeting = await booked(world);

    expect(await act({ act: 'cancel', meeting }, at(meeting))).toMatchObject({
      ...{ page: { model: { state: 'cancelled', undoes: 'cancel' } }, said: 'cancelled' },
    });
    await act({ act: 'undo', meeting }, at(meeting));
    expect((await theMeeting(world, meeting)).state).toBe('booked');
  });

  test('too late is refused, with what is true shown', async () => {
    const meeting = await booked(world);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });

    expect(await act({ act: 'accept', meeting }, at(meeting))).toMatchObject({
      ...{ refused: 'too-late', page: { model: { state: 'cancelled' } } },
    });
  });

  test('is this person’s: whoever proposed cannot accept by their own link', async () => {
    const meeting = await booked(world);

    expect(await act({ act: 'accept', meeting }, at(meeting), awa)).toMatchObject({
      refused: 'not-yours-to-answer',
    });
  });
});

describe('somebody who has only their mails', () => {
  test('finds times and books one of them', async () => {
    const find = { act: 'find', mode: 'video', minutes: 60, place: 'neutral' } as const;
    const found = await done(find, { kind: 'find', pair: p01.id });
    const { slots } = shows(found, 'slots');
    const [first] = slots;
    if (!first) throw new Error('no time was found');

    const made = await done({ act: 'book', slots: [slotText(first)] }, found.page.view);

    expect(made).toMatchObject({ said: 'booked', page: { view: { kind: 'meeting' } } });
    const [meeting] = await meetingsOf(world);
    expect(meeting).toMatchObject({ time: first, state: 'booked', source: 'mail' });
  });

  test('proposes several times where the other calendar cannot be read', async () => {
    world.calendar.readable.delete(awa.mail);
    const find = { act: 'find', mode: 'video', minutes: 60, place: 'neutral' } as const;
    const found = await done(find);
    const slots = shows(found, 'slots').slots.slice(0, 3).map(slotText);

    const made = await done({ act: 'book', slots }, found.page.view);

    expect(made.said).toBe('proposed');
    expect((await meetingsOf(world))[0]?.proposals).toHaveLength(3);
  });

  test('is shown other times when the one chosen has just been taken', async () => {
    const find = { act: 'find', mode: 'video', minutes: 60, place: 'neutral' } as const;
    const found = await done(find);
    const [first] = shows(found, 'slots').slots;
    if (!first) throw new Error('no time was found');
    world.calendar.readable.set(marc.mail, [first]);

    const late = await done({ act: 'book', slots: [slotText(first)] }, found.page.view);

    expect(late.refused).toBe('slot-gone');
    expect(shows(late, 'slots').slots).not.toContainEqual(first);
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('moves a meeting', async () => {
    const meeting = await booked(world);
    const find = { act: 'find', meeting, mode: 'video', minutes: 60, place: 'neutral' } as const;
    const found = await done(find, { kind: 'find', pair: p01.id, meeting });
    const to = shows(found, 'slots').slots.find(({ start }) => start > thursday.end);
    if (!to) throw new Error('no time was found');

    expect(await done({ act: 'book', slots: [slotText(to)] }, found.page.view)).toMatchObject({
      ...{ said: 'moved', page: { model: { time: to, meeting } } },
    });
  });

  test('notes a meeting that was fixed without the product', async () => {
    const record = { act: 'record', date: '2026-04-20', themes: ['skills'] } as const;

    expect(
      await done({ ...record, themes: ['skills'] }, { kind: 'record', pair: p01.id }),
    ).toMatchObject({ said: 'recorded', page: { model: { kind: 'held', heldOn: '2026-04-20' } } });
  });

  test('asks their referent for a call', async () => {
    expect(await done({ act: 'call' })).toMatchObject({
      ...{ said: 'call-asked', page: { model: { kind: 'referent', asked: true } } },
    });
  });

  test('proposes a pause, which the other one agrees to and takes up again', async () => {
    const asked = await done({ act: 'pause', until: '2026-05-19' });
    const { pause } = shows(asked, 'pause');
    const there: LinkView = { kind: 'pause', pair: p01.id, pause };

    expect(await act({ act: 'agree-pause', pause }, there)).toMatchObject({
      refused: 'not-yours-to-answer',
    });
    const agreed = await done({ act: 'agree-pause', pause }, there, awa);
    expect(shows(agreed, 'pause').state).toBe('agreed');
    const again = await done({ act: 'resume', pause }, there);
    expect(shows(again, 'pause').state).toBe('ended');
  });

  test('withdraws a pause, or declines one', async () => {
    const { pause } = shows(await done({ act: 'pause', until: '2026-05-19' }), 'pause');
    expect(shows(await done({ act: 'withdraw-pause', pause }), 'pause').state).toBe('withdrawn');
    const other = shows(await done({ act: 'pause', until: '2026-05-05' }), 'pause');
    const no = await done({ act: 'decline-pause', pause: other.pause }, home, awa);
    expect(shows(no, 'pause').state).toBe('declined');
  });

  test.each([
    ['2026-04-21', 'pause-in-past'],
    ['2036-04-21', 'pause-too-long'],
    ['2026-02-30', 'no-such-day'],
    ['demain', 'wrong-values'],
  ])('is told why there is no pause until %s', async (until, refused) => {
    expect(await done({ act: 'pause', until })).toMatchObject({ refused });
  });

  test('asks to stop, and takes it back', async () => {
    expect(shows(await done({ act: 'stop' }), 'stopping').state).toBe('asked');
    expect(shows(await done({ act: 'withdraw-stop' }), 'stopping').state).toBe('withdrawn');
  });

  test('chooses their language', async () => {
    const chosen = await done({ act: 'language', locale: 'en' });

    expect(chosen.page.reader.locale).toBe('en');
  });
});

describe('a year, drawn up and confirmed from the page', () => {
  const draft = async () => {
    const found = await done({ act: 'draft' });
    if (found.page.view.kind !== 'plan') throw new Error(`shows ${found.page.view.kind}`);
    return { view: found.page.view, model: shows(found, 'plan') };
  };

  test('is booked at once, and shown as it stands', async () => {
    const { view, model } = await draft();

    const confirmed = await done({ act: 'confirm' }, view);

    expect(confirmed.said).toBe('planned');
    expect(shows(confirmed, 'year').dates.map(({ time }) => time)).toEqual(
      model.dates.map((date) => date.slot),
    );
  });

  test('has a date put later, the others following', async () => {
    const { view, model } = await draft();

    const shifted = await done({ act: 'shift', index: 0, to: 'later' }, view);

    const [before, after] = [model.dates[0], shows(shifted, 'plan').dates[0]];
    expect(after?.slot.start).toBeGreaterThan(before?.slot.start ?? Number.POSITIVE_INFINITY);
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('is drawn up anew when one of its dates has been taken meanwhile', async () => {
    const { view, model } = await draft();
    const taken = model.dates[1]?.slot ?? thursday;
    world.calendar.readable.set(awa.mail, [taken]);

    const late = await done({ act: 'confirm' }, view);

    expect(late.refused).toBe('plan-changed');
    expect(shows(late, 'plan').dates.map((date) => date.slot)).not.toContainEqual(taken);
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('takes the ticks, twice as once, and no date that is not of the plan', async () => {
    const { plan, meetings } = await plannedYear(world);
    const year: LinkView = { kind: 'year', pair: p01.id, plan };
    const suits = meetings.slice(1).map(({ id }) => id);
    const other: LinkAct = { act: 'answer-plan', plan, meetings: [nowhere] };
    expect(await done(other, year)).toMatchObject({ refused: 'wrong-values' });

    expect((await done({ act: 'answer-plan', plan, meetings: suits }, year)).said).toBe(
      'plan-answered',
    );
    expect((await done({ act: 'answer-plan', plan, meetings: [] }, year)).said).toBe('already');

    const agreements = (await inOrder(world)).map(({ agreement }) => agreement);
    expect(agreements).toEqual(['other-time', ...suits.map(() => 'agreed')]);
  });

  test('is taken back while nobody has answered', async () => {
    const { plan } = await plannedYear(world, marc);
    const year: LinkView = { kind: 'year', pair: p01.id, plan };

    expect((await done({ act: 'undo-plan', plan }, year)).said).toBe('plan-undone');
    expect((await meetingsOf(world)).every(({ state }) => state === 'cancelled')).toBe(true);
  });
});

describe('the same act sent twice', () => {
  test('is carried out once, and answered with what is true', async () => {
    const id = newId();
    const record: LinkAct = { act: 'record', date: '2026-04-20', themes: ['skills'] };
    const form: LinkView = { kind: 'record', pair: p01.id };

    const [first, second] = await Promise.all([
      done(record, form, marc, id),
      done(record, form, marc, id),
    ]);

    expect([first.said, second.said].toSorted()).toEqual(['already', 'recorded']);
    expect(await meetingsOf(world)).toHaveLength(1);
    expect((await done(record, form, marc, id)).page.view.kind).toBe('meetings');
  });

  test('from two tabs books one meeting', async () => {
    const find = { act: 'find', mode: 'video', minutes: 60, place: 'neutral' } as const;
    const found = await done(find);
    const slots = shows(found, 'slots').slots.slice(0, 1).map(slotText);

    const both = await Promise.all([
      done({ act: 'book', slots }, found.page.view),
      done({ act: 'book', slots }, found.page.view),
    ]);

    expect(both.filter(({ said }) => said === 'booked')).toHaveLength(1);
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('by somebody else is another act', async () => {
    const id = newId();
    await done({ act: 'pause', until: '2026-05-19' }, home, marc, id);

    const { page } = await done({ act: 'language', locale: 'en' }, home, awa, id);

    expect(page.reader.locale).toBe('en');
  });
});

describe('a link does nothing beside its own pair', () => {
  test('whatever is named, although the same person is of the other pair', async () => {
    const ofMarc = { mentor_id: marc.id };
    await world.db.opened.sql.updateTable('pair').set(ofMarc).where('id', '=', p02.id).execute();
    const meeting = await booked(world, { by: ines, pair: p02.id });
    const acts: LinkAct[] = [
      { act: 'accept', meeting },
      { act: 'decline', meeting },
      { act: 'cancel', meeting },
      { act: 'undo', meeting },
      { act: 'held', meeting, themes: ['skills'] },
      { act: 'not-held', meeting },
      { act: 'correct', meeting, date: '2026-04-20', themes: ['skills'] },
      { act: 'find', meeting, mode: 'video', minutes: 60, place: 'neutral' },
    ];

    for (const sent of acts) expect(await act(sent)).toEqual({ refused: 'not-found' });
    expect(await act({ act: 'agree-pause', pause: nowhere })).toMatchObject({
      refused: 'not-found',
    });
    expect(await act({ act: 'language', locale: 'en' }, { kind: 'find', pair: p02.id })).toEqual({
      refused: 'not-found',
    });
    expect(await theMeeting(world, meeting)).toMatchObject({ version: 1, agreement: 'asked' });
  });

  test('and a form is filled only from itself', async () => {
    const texts = [slotText(slot('2026-04-24', '10:00'))];

    expect(await act({ act: 'book', slots: texts })).toMatchObject({ refused: 'wrong-values' });
    expect(await act({ act: 'confirm' })).toMatchObject({ refused: 'wrong-values' });
    expect(await act({ act: 'shift', index: 0, to: 'later' })).toMatchObject({
      refused: 'wrong-values',
    });
    expect(await meetingsOf(world)).toEqual([]);
  });
});

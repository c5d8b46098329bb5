import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { endingStands, stopDrawn } from '../../src/usecases/stop-models.ts';
import { awa, ines, karim, marc, nowhere, p01, p02, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

type Kind = 'stop-form' | 'stopping' | 'ending';
const drawn = async (person: Person, kind: Kind, pair = p01.id) => {
  const view: Extract<View, { kind: Kind }> = { kind, pair };
  return (await stopDrawn(world.db.read, person, view, world.clock.now))?.model;
};
const stop = (by: Person) => askStop(world.deps, { person: by.id }, { pair: p01.id });
const offer = () => world.db.tx((t) => t.endings.offerLast(p01.id, world.clock.now));
const close = () => world.db.tx((t) => t.endings.close(p01.id, world.clock.now));

test('the form names the partner and the referent, or the team where nobody was named', async () => {
  expect(await drawn(awa, 'stop-form')).toEqual({
    ...{ kind: 'stop-form', pair: p01.id, partner: marc.name },
    referent: { name: rose.name, mail: rose.mail, phone: rose.phone },
    replyTo: 'coachs@body.example',
  });
  expect(await drawn(karim, 'stop-form', p02.id)).toMatchObject({ referent: null });
});

describe('whoever asked', () => {
  test('sees that the referent knows, and may take it back, wherever they look', async () => {
    await stop(awa);

    for (const kind of ['stop-form', 'stopping'] as const) {
      expect(await drawn(awa, kind)).toMatchObject({
        ...{ kind: 'stopping', state: 'asked', may: { withdraw: true } },
      });
    }
  });

  test('no longer may once a last meeting is offered', async () => {
    await stop(awa);
    await offer();

    expect(await drawn(awa, 'stopping')).toMatchObject({
      ...{ kind: 'stopping', state: 'offered', may: { withdraw: false } },
    });
  });
});

test('the other one sees what they would see if nobody had asked', async () => {
  await stop(awa);

  expect(await drawn(marc, 'stop-form')).toMatchObject({ kind: 'stop-form', partner: awa.name });
  expect(await drawn(marc, 'stopping')).toMatchObject({ kind: 'stopping', state: 'withdrawn' });
  expect(await drawn(marc, 'ending')).toBeUndefined();
});

test('the ending is the same for both: a last meeting, then the end', async () => {
  await stop(awa);
  expect(await drawn(awa, 'ending')).toBeUndefined();
  expect(await endingStands(world.db.read, p01, 'last-meeting')).toBe(false);
  await offer();
  const last = { kind: 'ending', state: 'last-meeting', may: { book: true }, pair: p01.id };
  expect(await drawn(awa, 'ending')).toEqual({ ...last, partner: marc.name });
  expect(await drawn(marc, 'ending')).toEqual({ ...last, partner: awa.name });
  expect(await endingStands(world.db.read, p01, 'last-meeting')).toBe(true);
  expect(await endingStands(world.db.read, p01, 'closed')).toBe(false);

  await close();
  const closed = { ...last, state: 'closed', may: { book: false } };
  for (const kind of ['ending', 'stopping', 'stop-form'] as const) {
    expect(await drawn(awa, kind)).toEqual({ ...closed, partner: marc.name });
    expect(await drawn(marc, kind)).toEqual({ ...closed, partner: awa.name });
  }
  const ended = { ...p01, state: 'closed' } as const;
  expect(await endingStands(world.db.read, ended, 'closed')).toBe(true);
  expect(await endingStands(world.db.read, ended, 'last-meeting')).toBe(false);
});

test('nobody else sees any of it', async () => {
  await stop(awa);
  await offer();

  for (const kind of ['stop-form', 'stopping', 'ending'] as const) {
    for (const person of [ines, rose]) expect(await drawn(person, kind)).toBeUndefined();
    expect(await drawn(awa, kind, nowhere)).toBeUndefined();
  }
});

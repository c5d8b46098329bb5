import type { Meeting } from '../../src/domain/meeting.ts';
import type { Person } from '../../src/domain/people.ts';
import type { PlanView } from '../../src/domain/view.ts';
import { confirmPlan } from '../../src/usecases/confirm-plan.ts';
import { type DraftPlan, draftPlan } from '../../src/usecases/draft-plan.ts';
import { awa, p01 } from './people.ts';
import { meetingsOf, type World } from './world.ts';

/** A draft of P01's year, as the card of whoever asked keeps it. */
export async function drafted(
  world: World,
  by: Person = awa,
  wish: Partial<DraftPlan> = {},
): Promise<PlanView> {
  const view = await draftPlan(world.deps, { person: by.id }, { pair: p01.id, ...wish });
  if ('refused' in view) throw new Error(`no draft: ${view.refused}`);
  if (view.kind !== 'plan') throw new Error('the year stands already');
  return view;
}

/** A card in somebody's chat that shows this draft. */
export async function draftCard(world: World, view: PlanView, person: Person): Promise<string> {
  const id = world.deps.newId();
  const activity = `card-${id}`;
  await world.db.tx(async (t) => {
    await t.cards.insert({ id, person: person.id, view }, world.clock.now);
    await t.cards.arrived(id, `chat-${person.id}`, activity);
  });
  return id;
}

/** Awa plans the year with Marc, whose calendar can be read unless the test says otherwise. */
export async function plannedYear(world: World, by: Person = awa, wish: Partial<DraftPlan> = {}) {
  const view = await drafted(world, by, wish);
  const done = await confirmPlan(world.deps, { person: by.id }, view);
  if (!('plan' in done)) throw new Error(`not confirmed: ${JSON.stringify(done)}`);
  return { ...done, view, meetings: await inOrder(world) };
}

/** The pair's meetings, by the time that stands or is asked for. */
export async function inOrder(world: World): Promise<Meeting[]> {
  const start = ({ time, proposals: [first] }: Meeting) => time?.start ?? first?.start ?? 0;
  return (await meetingsOf(world)).toSorted((a, b) => start(a) - start(b));
}

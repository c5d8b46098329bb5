import { type Person, workOf } from '../domain/people.ts';
import { dayOf, nextWorkingMoment } from '../domain/time.ts';
import type { Deps } from './deps.ts';

/** After a booked meeting's end both are asked whether it took place, each in their own working hours. */
export async function askHeld(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const id of await deps.db.read.meetings.toAsk(now)) {
    await deps.db.tx(async (t) => {
      const meeting = await t.meetings.lock(id);
      if (meeting?.state !== 'booked' || meeting.askedAt !== null) return;
      const pair = await t.pairs.get(meeting.pair, dayOf(now, 'UTC'));
      if (!pair) return;
      await t.meetings.save({ ...meeting, askedAt: now });
      // Nothing is asked of a pair that is closed.
      if (pair.state === 'closed') return;
      const ask = async (person: Person) => {
        // Of an invitation that never came, whoever meant to send it knows.
        if (await t.appointments.isUnsent(id, person.id)) return;
        await deps.tell(t, {
          person: person.id,
          notice: { kind: 'held', meeting: id },
          // A meeting put at a new time after it was asked about is asked about again.
          occurrence: `v${meeting.version}`,
          due: nextWorkingMoment(now, workOf(person, pair.cohort)),
        });
      };
      await ask(pair.mentee);
      await ask(pair.mentor);
    });
  }
  deps.wake();
}

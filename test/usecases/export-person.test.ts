import { expect, test } from 'vitest';
import { sectionNames } from '../../src/db/person-file.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { exportPerson } from '../../src/usecases/export-person.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { personFileWords } from '../../src/words/person-file-text.ts';
import { aCohort, awa, marc, p01, paris, rose } from '../support/people.ts';
import { aWorld, booked, hasBot } from '../support/world.ts';

const world = aWorld();
const take = async (who: { id: string }) => {
  const { sections } = await exportPerson(world.deps, who.id);
  return new Map(sections.map(({ name, rows }) => [name, rows]));
};

test('a person gets what is kept about them, the themes of their meetings and who looked', async () => {
  await hasBot(world, awa);
  const wish = { pair: p01.id, date: '2026-04-20', themes: ['skills', 'networks'] };
  await recordMeeting(world.deps, { person: awa.id }, wish);
  await booked(world);
  await world.settle();
  const at = paris('2026-04-21', '11:00');
  await world.db.tx((t) =>
    t.audit.append({ at, actor: rose.id, action: 'pair.read', subject: p01.id }),
  );
  const file = await take(awa);

  expect([...file.keys()]).toEqual(sectionNames);
  for (const { sections } of Object.values(personFileWords))
    expect(Object.keys(sections).sort()).toEqual([...sectionNames].sort());
  const fields = [...file.values()].flatMap((rows) => rows.flatMap((row) => Object.keys(row)));
  expect(fields.filter((field) => !(field in personFileWords.fr.fields))).toEqual([]);
  expect(file.get('person')).toMatchObject([{ name: awa.name, mail: awa.mail }]);
  expect(file.get('pairs')).toMatchObject([
    { cohort: aCohort.code, code: 'P01', side: 'mentee', partner: marc.name },
  ]);
  expect(file.get('meetings')).toMatchObject([
    { held_on: '2026-04-20', themes: ['networks', 'skills'] },
    { state: 'booked', starts_at: '2026-04-23T08:00:00.000Z', proposed_by: 'you' },
  ]);
  expect(file.get('looked-at')).toMatchObject([{ who: rose.name, action: 'pair.read' }]);
});

test('of the partner there is the name, and nothing of theirs', async () => {
  await askStop(world.deps, { person: marc.id }, { pair: p01.id });
  const file = JSON.stringify([...(await take(awa))]);

  expect(file).toContain(marc.name);
  for (const theirs of [marc.mail, marc.id, marc.city ?? '', 'stop"'])
    expect(file).not.toContain(theirs);
  expect((await take(marc)).get('stops')).toHaveLength(1);
});

test('that somebody’s file was taken away stands in the audit log, and in the next file', async () => {
  await take(awa);

  expect((await take(awa)).get('looked-at')).toMatchObject([
    { action: 'person.export', who: 'administrator' },
  ]);
});

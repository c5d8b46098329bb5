import { type Kysely, sql } from 'kysely';
import { isProfession } from '../domain/cohort-cells.ts';
import type {
  AnsweringChange,
  CohortChanges,
  Standing,
  StandingPair,
  StandingPerson,
} from '../domain/cohort-changes.ts';
import type { CohortPlan } from '../domain/cohort-file.ts';
import { cohortSettings } from '../domain/cohort-settings.ts';
import { currentThemeVersion } from '../domain/theme.ts';
import type { Schema } from './schema.ts';

type Tx = Kysely<Schema>;

/** What an import reads and writes, all inside one transaction. */
export const cohortImport = (tx: Tx) => ({
  standing: (plan: CohortPlan): Promise<Standing> => readStanding(tx, plan),

  /** Writes the changes, and returns the cohort's id. */
  save: (plan: CohortPlan, changes: CohortChanges, newId: () => string): Promise<string> =>
    saveChanges(tx, plan, changes, newId),
});

async function readStanding(tx: Tx, plan: CohortPlan): Promise<Standing> {
  const people = await readPeople(tx, plan);
  const row = await tx
    .selectFrom('cohort')
    .selectAll()
    .where('code', '=', plan.code)
    .executeTakeFirst();
  if (!row) return { cohort: undefined, people, roles: [], pairs: [] };
  const days = await tx
    .selectFrom('cohort_day')
    .select(['kind', 'day'])
    .where('cohort_id', '=', row.id)
    .execute();
  const day = (kind: string) => days.find((one) => one.kind === kind)?.day ?? '';
  const roles = await tx
    .selectFrom('cohort_role')
    .innerJoin('person', 'person.id', 'cohort_role.person_id')
    .select(['person.mail', 'cohort_role.role'])
    .where('cohort_id', '=', row.id)
    .execute();
  const header = {
    name: row.name,
    timeZone: row.time_zone,
    settings: cohortSettings.parse(row.settings),
    days: { launch: day('launch'), midterm: day('midterm'), closing: day('closing') },
  };
  return { cohort: { id: row.id, header }, people, roles, pairs: await readPairs(tx, row.id) };
}

/** Everyone the plan names, and whoever holds an Entra identity that the plan gives to someone. */
async function readPeople(tx: Tx, plan: CohortPlan): Promise<StandingPerson[]> {
  const mails = plan.people.map(({ mail }) => mail);
  const keys = plan.people.flatMap(({ identity }) =>
    identity ? [`${identity.tid}|${identity.oid}`] : [],
  );
  const rows = await tx
    .selectFrom('person')
    .leftJoin('person_identity', 'person_identity.person_id', 'person.id')
    .selectAll('person')
    .select(['person_identity.tid', 'person_identity.oid'])
    .where((e) =>
      e.or([
        sql<boolean>`person.mail = any(${mails}::text[])`,
        sql<boolean>`person.id in (select person_id from person_identity
          where tid || '|' || oid = any(${keys}::text[]))`,
      ]),
    )
    .execute();
  const people = new Map<string, StandingPerson>();
  for (const { tid, oid, time_zone: timeZone, ...row } of rows) {
    const { id, mail, name, phone, profession, institution, city, departement } = row;
    const known = people.get(id);
    const identities = [...(known?.identities ?? []), ...(tid && oid ? [{ tid, oid }] : [])];
    const work = { profession, institution, city, departement };
    people.set(id, { id, mail, name, phone, ...work, timeZone, identities });
  }
  return [...people.values()];
}

async function readPairs(tx: Tx, cohort: string): Promise<StandingPair[]> {
  const rows = await tx
    .selectFrom('pair')
    .innerJoin('person as mentee', 'mentee.id', 'pair.mentee_id')
    .innerJoin('person as mentor', 'mentor.id', 'pair.mentor_id')
    .select(['pair.id', 'pair.code', 'mentee.mail as mentee', 'mentor.mail as mentor'])
    .where('cohort_id', '=', cohort)
    .orderBy('pair.code')
    .execute();
  const open = await tx
    .selectFrom('pair_referent')
    .innerJoin('pair', 'pair.id', 'pair_referent.pair_id')
    .innerJoin('person', 'person.id', 'pair_referent.person_id')
    .select(['pair_id', 'person.mail', 'kind', 'from_day'])
    .where('pair.cohort_id', '=', cohort)
    .where('to_day', 'is', null)
    .execute();
  return rows.map((row) => ({
    ...row,
    answering: open
      .filter((one) => one.pair_id === row.id)
      .map(({ mail, kind, from_day }) => ({ mail, kind, from: from_day })),
  }));
}

async function saveChanges(
  tx: Tx,
  plan: CohortPlan,
  changes: CohortChanges,
  newId: () => string,
): Promise<string> {
  const cohort = await saveCohort(tx, plan, changes, newId);
  await addPeople(tx, plan, changes, newId);
  for (const { id, changes: fields } of changes.people.updated) {
    const { timeZone, profession, ...same } = fields;
    const zone = timeZone === undefined ? {} : { time_zone: timeZone };
    const work = profession !== undefined && isProfession(profession) ? { profession } : {};
    await tx
      .updateTable('person')
      .set({ ...same, ...zone, ...work })
      .where('id', '=', id)
      .execute();
  }
  const ids = await idsByMail(tx, plan, changes);
  const idOf = found(ids, 'person');
  await inParts(changes.identities, (part) => {
    const rows = part.map(({ mail, tid, oid }) => ({ tid, oid, person_id: idOf(mail) }));
    const values = rows.map((row) => ({ ...row, how: 'import' as const }));
    return tx.insertInto('person_identity').values(values).execute();
  });
  await saveRoles(tx, cohort, changes, idOf);
  await inParts(changes.pairs.added, (part) => {
    const values = part.map(({ code, mentee, mentor }) => ({
      id: newId(),
      cohort_id: cohort,
      code,
      mentee_id: idOf(mentee),
      mentor_id: idOf(mentor),
    }));
    return tx.insertInto('pair').values(values).execute();
  });
  await saveAnswering(tx, cohort, changes.answering, idOf);
  return cohort;
}

async function saveCohort(
  tx: Tx,
  plan: CohortPlan,
  changes: CohortChanges,
  newId: () => string,
): Promise<string> {
  const { code, name, timeZone, settings, days } = plan;
  const row = { name, time_zone: timeZone, settings: JSON.stringify(settings) };
  const { id } = await tx
    .insertInto('cohort')
    .values({ id: newId(), code, theme_version: currentThemeVersion, ...row })
    .onConflict((c) => c.column('code').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (changes.cohort === 'unchanged') return id;
  for (const kind of ['launch', 'midterm', 'closing'] as const) {
    await tx
      .insertInto('cohort_day')
      .values({ cohort_id: id, kind, day: days[kind] })
      .onConflict((c) => c.columns(['cohort_id', 'kind']).doUpdateSet({ day: days[kind] }))
      .execute();
  }
  return id;
}

async function addPeople(tx: Tx, plan: CohortPlan, changes: CohortChanges, newId: () => string) {
  await inParts(changes.people.added, (part) => {
    const values = part.map(({ identity: _identity, places: _places, timeZone, ...person }) => ({
      id: newId(),
      ...person,
      time_zone: timeZone ?? plan.timeZone,
    }));
    return tx.insertInto('person').values(values).execute();
  });
}

async function saveRoles(
  tx: Tx,
  cohort: string,
  { roles }: CohortChanges,
  idOf: (mail: string) => string,
) {
  await inParts(roles.added, (part) => {
    const values = part.map(({ mail, role }) => ({
      cohort_id: cohort,
      person_id: idOf(mail),
      role,
    }));
    return tx.insertInto('cohort_role').values(values).execute();
  });
  for (const { mail, role } of roles.removed) {
    await tx
      .deleteFrom('cohort_role')
      .where('cohort_id', '=', cohort)
      .where('person_id', '=', idOf(mail))
      .where('role', '=', role)
      .execute();
  }
}

async function saveAnswering(
  tx: Tx,
  cohort: string,
  answering: readonly AnsweringChange[],
  idOf: (mail: string) => string,
) {
  const pairs = await tx
    .selectFrom('pair')
    .select(['id', 'code'])
    .where('cohort_id', '=', cohort)
    .execute();
  const pairOf = found(new Map(pairs.map(({ code, id }) => [code, id])), 'pair');
  for (const { pair, kind, closes } of answering) {
    if (closes) await closeAnswering(tx, pairOf(pair), kind, idOf(closes.mail), closes);
  }
  const opened = answering.flatMap(({ pair, kind, from, opens }) =>
    opens === null ? [] : [{ pair_id: pairOf(pair), person_id: idOf(opens), kind, from_day: from }],
  );
  await inParts(opened, (part) => tx.insertInto('pair_referent').values(part).execute());
}

async function closeAnswering(
  tx: Tx,
  pair: string,
  kind: AnsweringChange['kind'],
  person: string,
  { from, lastDay }: { from: string; lastDay: string | null },
) {
  const same = { pair_id: pair, person_id: person, kind, from_day: from };
  if (lastDay === null) {
    await tx
      .deleteFrom('pair_referent')
      .where((e) => e.and(same))
      .execute();
    return;
  }
  await tx
    .updateTable('pair_referent')
    .set({ to_day: lastDay })
    .where((e) => e.and(same))
    .execute();
}

async function idsByMail(tx: Tx, plan: CohortPlan, changes: CohortChanges) {
  const leaving = [
    ...changes.roles.removed.map(({ mail }) => mail),
    ...changes.answering.flatMap(({ closes }) => (closes ? [closes.mail] : [])),
  ];
  const mails = [...plan.people.map(({ mail }) => mail), ...leaving];
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'mail'])
    .where(sql<boolean>`mail = any(${mails}::text[])`)
    .execute();
  return new Map(rows.map(({ mail, id }) => [mail, id]));
}

function found(ids: ReadonlyMap<string, string>, what: string) {
  return (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`a ${what} of the plan is not in the store`);
    return id;
  };
}

// A statement carries at most 65,535 parameters.
const rowsAtOnce = 500;

async function inParts<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>) {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await insert(rows.slice(start, start + rowsAtOnce));
  }
}

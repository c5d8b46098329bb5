import { isProfession, type Profession } from './cohort-cells.ts';
import { columns, fold, type PairRole, type PersonField } from './cohort-columns.ts';
import { type DocumentPath, type DocumentPerson, documentColumn } from './cohort-document.ts';
import type { CohortFault, CohortProblem, Place } from './cohort-fault.ts';
import type { ReadRow, ReadSheet } from './cohort-sheet.ts';
import { timeZoneOfDepartement } from './departement.ts';

/** A person as the files give them; null where the files say nothing. */
export interface PlannedPerson {
  mail: string;
  name: string;
  phone: string | null;
  profession: Profession | null;
  institution: string | null;
  city: string | null;
  departement: string | null;
  timeZone: string | null;
  identity: { tid: string; oid: string } | null;
  /** Where the person first stands in the files. */
  places: { name: Place; mail: Place; oid: Place };
}

/** One mention of a person: what a place in the files says of them. */
export interface Mention extends Omit<PlannedPerson, 'places'> {
  at(field: PersonField): Place;
}

/** The two people of a row. One without a readable mail or name is left out: it has its fault. */
export function mentionsOfRow(row: ReadRow, sheet: ReadSheet): Mention[] {
  return (['mentee', 'mentor'] as const).flatMap((role) => mentionOfRow(row, role, sheet) ?? []);
}

function mentionOfRow(row: ReadRow, role: PairRole, sheet: ReadSheet): Mention | null {
  const value = (field: PersonField) => row.values[`${role}.${field}`] ?? null;
  const at = (field: PersonField): Place => {
    const key = `${role}.${field}` as const;
    const label = columns.find((column) => column.key === key)?.label ?? key;
    return { file: 'csv', row: row.row, column: sheet.names[key] ?? label };
  };
  const [name, mail, profession] = [value('name'), value('mail'), value('profession')];
  if (name === null || mail === null) return null;
  const departement = value('departement');
  return {
    name,
    mail,
    phone: null,
    profession: profession !== null && isProfession(profession) ? profession : null,
    institution: value('institution'),
    city: value('city'),
    departement,
    timeZone: value('timeZone') ?? (departement && timeZoneOfDepartement(departement)),
    identity: identityOf(value('tenant'), value('oid')),
    at,
  };
}

/** A coach or the pilot, from the YAML. */
export function mentionOfDocument(
  person: DocumentPerson,
  path: DocumentPath,
  lineOf: (path: DocumentPath) => number | null,
): Mention {
  return {
    name: person.name,
    mail: person.mail,
    phone: person.phone ?? null,
    profession: null,
    institution: null,
    city: null,
    departement: null,
    timeZone: person.timeZone ?? null,
    identity: identityOf(person.tenant ?? null, person.oid ?? null),
    at: (field) => ({
      file: 'yaml',
      row: lineOf([...path, field]),
      column: documentColumn([...path, field]),
    }),
  };
}

function identityOf(tenant: string | null, oid: string | null) {
  return tenant !== null && oid !== null ? { tid: tenant, oid } : null;
}

const stable = ['profession', 'institution', 'city', 'departement', 'timeZone'] as const;

/** Every person once, in order of appearance; what two mentions say differently is a fault. */
export function gatherPeople(mentions: readonly Mention[]) {
  const people = new Map<string, PlannedPerson>();
  const holders = new Map<string, Mention>();
  const faults: CohortFault[] = [];
  for (const one of mentions) {
    faults.push(...sharedIdentity(one, holders));
    const known = people.get(one.mail);
    if (known) faults.push(...contradictions(known, one));
    people.set(one.mail, known ? merged(known, one) : plannedPerson(one));
  }
  return { people: [...people.values()], faults };
}

function plannedPerson({ at, ...person }: Mention): PlannedPerson {
  return { ...person, places: { name: at('name'), mail: at('mail'), oid: at('oid') } };
}

/** Whatever the first mention left open, a later one may say. */
function merged(known: PlannedPerson, other: Mention): PlannedPerson {
  return {
    ...known,
    phone: known.phone ?? other.phone,
    profession: known.profession ?? other.profession,
    institution: known.institution ?? other.institution,
    city: known.city ?? other.city,
    departement: known.departement ?? other.departement,
    timeZone: known.timeZone ?? other.timeZone,
    identity: known.identity ?? other.identity,
    places: known.identity ? known.places : { ...known.places, oid: other.at('oid') },
  };
}

function sharedIdentity(one: Mention, holders: Map<string, Mention>): CohortFault[] {
  if (one.identity === null) return [];
  const key = `${one.identity.tid}|${one.identity.oid}`;
  const holder = holders.get(key);
  holders.set(key, holder ?? one);
  if (holder === undefined || holder.mail === one.mail) return [];
  const values = { value: one.identity.oid, other: holder.mail, ...first(holder.at('oid')) };
  return [fault(one.at('oid'), 'identity-two-mails', values)];
}

function contradictions(known: PlannedPerson, one: Mention): CohortFault[] {
  const faults: CohortFault[] = [];
  const where = first(known.places.mail);
  if (fold(known.name) !== fold(one.name)) {
    const values = { value: one.name, other: known.name, mail: one.mail, ...where };
    faults.push(fault(one.at('name'), 'mail-two-names', values));
  }
  for (const field of stable) {
    const [before, now] = [known[field], one[field]];
    if (before === null || now === null || fold(before) === fold(now)) continue;
    const values = { value: now, other: before, name: one.name, ...where };
    faults.push(fault(one.at(field), 'mail-two-values', values));
  }
  const [mine, theirs] = [known.identity, one.identity];
  if (mine && theirs && (mine.tid !== theirs.tid || mine.oid !== theirs.oid)) {
    const values = { name: one.name, value: theirs.oid, other: mine.oid };
    faults.push(
      fault(one.at('oid'), 'mail-two-identities', { ...values, ...first(known.places.oid) }),
    );
  }
  return faults;
}

/** Names an earlier place inside a sentence, `CSV 12`. */
function first(place: Place): { first: string } {
  return { first: `${place.file.toUpperCase()} ${place.row ?? ''}`.trim() };
}

function fault(place: Place, problem: CohortProblem, values: Record<string, string>): CohortFault {
  return { ...place, problem, values };
}

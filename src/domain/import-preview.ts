import type {
  AnsweringKind,
  CohortChanges,
  CohortHeader,
  CohortRole,
  DayChange,
  Standing,
} from './cohort-changes.ts';
import type { CohortPlan } from './cohort-file.ts';
import type { Day } from './time.ts';

/** A setting that a file puts at another value, by its place: `rhythm.markDays`. */
export interface SettingChange {
  setting: string;
  before: string;
  after: string;
}

/** What an import would write, as a coach reads it before saying yes. */
export interface ImportPreview {
  pairsInFile: number;
  peopleInFile: number;
  settings: SettingChange[];
  days: DayChange[];
  peopleAdded: { name: string; mail: string }[];
  peopleUpdated: { name: string; fields: string[] }[];
  /** Accounts of Entra that become known. */
  linked: number;
  rolesAdded: { name: string; role: CohortRole['role'] }[];
  rolesRemoved: { name: string; role: CohortRole['role'] }[];
  pairsAdded: { code: string; mentee: string; mentor: string; referent: string }[];
  /** Of pairs that were there; nobody when `name` is null. */
  answering: { pair: string; kind: AnsweringKind; name: string | null; from: Day }[];
  /** Codes of pairs that the file leaves out; they stay as they are. */
  absent: string[];
}

/** Whether an import would write nothing at all. */
export const isEmptyPreview = (preview: ImportPreview): boolean =>
  preview.linked === 0 &&
  [
    ...[preview.settings, preview.days, preview.peopleAdded, preview.peopleUpdated],
    ...[preview.rolesAdded, preview.rolesRemoved, preview.pairsAdded, preview.answering],
  ].every((list) => list.length === 0);

/** Puts changes into the words a person thinks in: names for mails, one line for each setting. */
export function previewOf(
  plan: CohortPlan,
  standing: Standing,
  changes: CohortChanges,
): ImportPreview {
  const known = new Map([...standing.people, ...plan.people].map(({ mail, name }) => [mail, name]));
  const nameOf = (mail: string) => known.get(mail) ?? mail;
  const named = ({ mail, role }: CohortRole) => ({ name: nameOf(mail), role });
  const fresh = new Set(changes.pairs.added.map(({ code }) => code));
  return {
    pairsInFile: plan.pairs.length,
    peopleInFile: plan.people.length,
    settings: standing.cohort ? settingChanges(standing.cohort.header, plan) : [],
    days: changes.days,
    peopleAdded: changes.people.added.map(({ name, mail }) => ({ name, mail })),
    peopleUpdated: changes.people.updated.map(({ name, changes: fields }) => ({
      name,
      fields: Object.keys(fields),
    })),
    linked: changes.identities.length,
    rolesAdded: changes.roles.added.map(named),
    rolesRemoved: changes.roles.removed.map(named),
    pairsAdded: changes.pairs.added.map(({ code, mentee, mentor, referent }) => ({
      ...{ code, mentee: nameOf(mentee), mentor: nameOf(mentor), referent: nameOf(referent) },
    })),
    answering: changes.answering
      .filter(({ pair }) => !fresh.has(pair))
      .map(({ pair, kind, from, opens }) => ({
        ...{ pair, kind, from, name: opens === null ? null : nameOf(opens) },
      })),
    absent: changes.absent,
  };
}

function settingChanges(before: CohortHeader, plan: CohortPlan): SettingChange[] {
  const old = flat({ name: before.name, timeZone: before.timeZone, ...before.settings });
  const fresh = flat({ name: plan.name, timeZone: plan.timeZone, ...plan.settings });
  return (
    [...fresh]
      .filter(([setting, value]) => old.get(setting) !== value)
      // The hours of a collective day are told with its date.
      .filter(([setting]) => !setting.startsWith('dayHours.'))
      .map(([setting, after]) => ({ setting, before: old.get(setting) ?? '', after }))
  );
}

/** Every value by its path, `rhythm.markDays`. */
function flat(value: object, above: readonly string[] = []): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]): [string, string][] => {
      const path = [...above, key];
      if (inner !== null && typeof inner === 'object') return [...flat(inner, path)];
      return [[path.join('.'), String(inner)]];
    }),
  );
}

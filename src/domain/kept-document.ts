import type { CohortChanges, CohortHeader } from './cohort-changes.ts';
import type { CohortDocument } from './cohort-document.ts';

/** What the store says of a cohort that its YAML would say. */
export interface KeptCohort {
  code: string;
  header: CohortHeader;
  coaches: { name: string; mail: string }[];
  pilot: { name: string; mail: string };
  deputies: { for: string; deputy: string }[];
}

/**
 * The document of a cohort as it is kept, for a file of pairs that comes without one: whatever a
 * YAML says stays as it stands. Nothing in it has a line that a person could be sent to.
 */
export function keptDocument(kept: KeptCohort): CohortDocument {
  const { code, header, deputies } = kept;
  const { name, timeZone, days, settings } = header;
  const { bodyName, replyTo, list, ...rest } = settings;
  const site = { hostname: list.hostname, path: list.path };
  const value = {
    ...{ code, name, timeZone, ...days },
    body: { name: bodyName, replyTo },
    settings: { ...rest, list: { site, name: list.name } },
    coaches: kept.coaches.map(person),
    pilot: person(kept.pilot),
    deputies,
  };
  return { value, lineOf: () => null };
}

const person = ({ name, mail }: { name: string; mail: string }) => ({ name, mail });

/**
 * What is left of an import's changes when its document was `keptDocument`: who has a role stays,
 * and a deputy changes only where the referent does, whatever was set for one pair.
 */
export function withoutDocument(changes: CohortChanges): CohortChanges {
  const referred = new Set(
    changes.answering.filter(({ kind }) => kind === 'referent').map(({ pair }) => pair),
  );
  return {
    ...changes,
    roles: { added: [], removed: [] },
    answering: changes.answering.filter(
      ({ kind, pair }) => kind === 'referent' || referred.has(pair),
    ),
  };
}

import type { AnsweringChange, CohortChanges, DayChange } from '../domain/cohort-changes.ts';
import type { CohortFault, CohortProblem } from '../domain/cohort-fault.ts';
import type { CohortPlan } from '../domain/cohort-file.ts';
import type { FaultWords } from './fr/cohort-faults.ts';
import type { CohortFileWords } from './fr/cohort-file.ts';

/** One language's words for the files of a cohort. */
export interface ReportWords {
  locale: 'fr' | 'en';
  report: CohortFileWords;
  faults: Record<CohortProblem, FaultWords>;
}

/** Puts values in the place of `{…}`. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

/** Every fault: where it stands, what it is, what to do; two lines each. */
export function faultLines(faults: readonly CohortFault[], words: ReportWords): string[] {
  return [
    ...faults.flatMap((fault) => {
      const { place, problem, remedy } = faultText(fault, words);
      const advice = fill(words.report.remedy, { remedy });
      const colon = words.locale === 'fr' ? ' : ' : ': ';
      return [`${place}${colon}${problem}.`, `    ${advice}`];
    }),
    fill(words.report.faultCount, { count: faults.length }),
  ];
}

/** One fault in words, each part without its last dot. */
export function faultText(
  fault: CohortFault,
  words: ReportWords,
): { place: string; problem: string; remedy: string } {
  const { problem, remedy } = words.faults[fault.problem];
  return {
    place: placeText(fault, words),
    problem: fill(problem, fault.values),
    remedy: fill(remedy, fault.values),
  };
}

function placeText({ file, row, column }: CohortFault, { report }: ReportWords): string {
  const parts = [report.file[file]];
  if (row !== null) parts.push(fill(report.row[file], { row }));
  if (column !== null) parts.push(fill(report.column[file], { column }));
  if (row === null && column === null) parts.push(report.wholeFile);
  return parts.join(', ');
}

/** That the files hold no fault, and what is in them. */
export function soundLine(plan: CohortPlan, { report }: ReportWords): string {
  const [pairs, people, coaches] = [plan.pairs.length, plan.people.length, plan.coaches.length];
  return fill(report.noFault, { pairs, people, coaches });
}

/** What an import wrote, or would write. */
export function changeLines(
  plan: CohortPlan,
  changes: CohortChanges,
  words: ReportWords,
): string[] {
  const { report } = words;
  const { added, updated } = changes.people;
  const same = plan.people.length - added.length - updated.length;
  const newPairs = changes.pairs.added.length;
  return [
    fill(report.imported[changes.cohort], { code: plan.code }),
    fill(report.people, { added: added.length, updated: updated.length, unchanged: same }),
    fill(report.pairs, { added: newPairs, unchanged: plan.pairs.length - newPairs }),
    ...(changes.identities.length > 0
      ? [fill(report.linked, { count: changes.identities.length })]
      : []),
    ...dayLines(changes, words),
    ...updated.map(({ name, changes: fields }) =>
      fill(report.updatedPerson, { name, fields: fieldNames(fields, words) }),
    ),
    ...answeringLines(plan, changes, words),
    ...(changes.absent.length > 0
      ? [fill(report.absent, { codes: changes.absent.join(', ') })]
      : []),
  ];
}

/** Collective days at another date or other hours: the one thing a check tells of beforehand. */
export const dayLines = ({ days }: Pick<CohortChanges, 'days'>, words: ReportWords): string[] =>
  days.map(({ kind, before, after }) =>
    fill(words.report.days[kind], {
      before: momentText(before, words),
      after: momentText(after, words),
    }),
  );

const momentText = ({ day, hours }: DayChange['after'], words: ReportWords): string =>
  fill(words.report.moment, { day: dayText(day, words), ...hours });

/** « 8 octobre 2026 » */
export function dayText(day: string, { locale }: ReportWords): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function fieldNames(fields: object, { report }: ReportWords): string {
  return Object.entries(report.fields)
    .filter(([field]) => field in fields)
    .map(([, name]) => name)
    .join(', ');
}

/** Only of pairs that were there: a new pair's referent is in its row. */
function answeringLines(plan: CohortPlan, changes: CohortChanges, words: ReportWords): string[] {
  const fresh = new Set(changes.pairs.added.map(({ code }) => code));
  const nameOf = (mail: string) => plan.people.find((one) => one.mail === mail)?.name ?? mail;
  return changes.answering
    .filter(({ pair }) => !fresh.has(pair))
    .map((change) => answeringLine(change, nameOf, words));
}

function answeringLine(
  { pair, kind, opens, from }: AnsweringChange,
  nameOf: (mail: string) => string,
  words: ReportWords,
): string {
  const { report } = words;
  const day = dayText(from, words);
  if (!opens) return fill(report.answering.nobody, { pair, day });
  return fill(report.answering[kind], { pair, name: nameOf(opens), day });
}

import type { CohortFileWords } from '../fr/cohort-file.ts';

export const cohortFile: CohortFileWords = {
  file: { csv: 'CSV', yaml: 'YAML' },
  row: { csv: 'row {row}', yaml: 'line {row}' },
  column: { csv: 'column “{column}”', yaml: '{column}' },
  wholeFile: 'whole file',
  remedy: 'Remedy: {remedy}.',
  noFault: 'No fault: {pairs} pairs, {people} people, {coaches} coaches.',
  faultCount: '{count} fault(s). Nothing was changed.',
  notCompared: 'The file was not compared with what is already imported ({reason}).',
  noStore: 'no data yet',
  storeTaken: 'the service is running on these data',
  importBlocked:
    'Import not possible: the service is running on these data. Stop it, import, then start it again.',
  failed: 'Unexpected failure, nothing was changed: {message}',
  imported: {
    added: 'Cohort {code} imported.',
    updated: 'Cohort {code} updated.',
    unchanged: 'Cohort {code} unchanged.',
  },
  people: 'People: {added} added, {updated} updated, {unchanged} unchanged.',
  pairs: 'Pairs: {added} added, {unchanged} unchanged.',
  updatedPerson: 'Updated: {name} ({fields}).',
  linked: 'Entra accounts linked: {count}.',
  absent: 'Pairs imported earlier and not in the file, left as they are: {codes}.',
  fields: {
    name: 'name',
    phone: 'phone',
    profession: 'profession',
    institution: 'institution',
    city: 'city',
    departement: 'département',
    timeZone: 'time zone',
  },
  days: {
    launch: 'Launch day: {after}, instead of {before}.',
    midterm: 'Mid-term meeting: {after}, instead of {before}.',
    closing: 'Closing day: {after}, instead of {before}.',
  },
  moment: '{day} from {from} to {to}',
  answering: {
    referent: 'Pair {pair}: referent {name} from {day}.',
    deputy: 'Pair {pair}: deputy {name} from {day}.',
    nobody: 'Pair {pair}: no deputy from {day}.',
  },
  usage:
    'Usage: npm run cohort -- check|import FILE.csv (with FILE.yaml beside it), or export CODE [--out FOLDER]',
  exported: 'Copy written to {folder}: {files}.',
  noCohort: 'No cohort has this code.',
};

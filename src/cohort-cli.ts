import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTimeZone, readCohortFiles } from './cohort-file-reader.ts';
import { answer, messageOf, type Result } from './command-line.ts';
import { readStore } from './config.ts';
import { openDb } from './db/db.ts';
import { importTransaction } from './db/import-transaction.ts';
import { FolderTaken, type Opened, openStore } from './db/open.ts';
import { type CohortPlan, readCohort } from './domain/cohort-file.ts';
import { dayOf } from './domain/time.ts';
import { copyCohort } from './usecases/copy-cohort.ts';
import { importCohort, previewCohort } from './usecases/import-cohort.ts';
import {
  changeLines,
  dayLines,
  faultLines,
  fill,
  type ReportWords,
  soundLine,
} from './words/cohort-report.ts';
import { cohortFaults } from './words/fr/cohort-faults.ts';
import { cohortFile } from './words/fr/cohort-file.ts';
import { copyReadme } from './words/fr/copy-readme.ts';

const words: ReportWords = { locale: 'fr', report: cohortFile, faults: cohortFaults };
const { report } = words;

void answer(run, (error) =>
  error instanceof FolderTaken
    ? report.importBlocked
    : fill(report.failed, { message: messageOf(error) }),
);

async function run([command, path, ...rest]: string[]): Promise<Result> {
  if (command === 'export' && path !== undefined) return copy(path, rest);
  const known = command === 'check' || command === 'import';
  if (!known || path === undefined || rest.length > 0)
    return { exitCode: 2, lines: [report.usage] };
  const read = readCohort(await readCohortFiles(path), isTimeZone);
  if ('faults' in read) return { exitCode: 1, lines: faultLines(read.faults, words) };
  return command === 'check' ? check(read.plan) : load(read.plan);
}

/** A copy in open formats, in a folder of its own unless told where. */
async function copy(code: string, [option, out, ...rest]: string[]): Promise<Result> {
  const isTold = option === '--out' && out !== undefined && rest.length === 0;
  if (option !== undefined && !isTold) return { exitCode: 2, lines: [report.usage] };
  const db = await openDb(readStore());
  try {
    const files = await copyCohort({ db, now: Date.now }, code);
    if (!files) return { exitCode: 1, lines: [report.noCohort] };
    const folder = out ?? `telemaque-${code}`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const all = [...files, { name: 'README.md', text: copyReadme }];
    for (const { name, text } of all) writeFileSync(join(folder, name), text, { mode: 0o600 });
    const names = all.map(({ name }) => name).join(', ');
    return { exitCode: 0, lines: [fill(report.exported, { folder, files: names })] };
  } finally {
    await db.close();
  }
}

async function load(plan: CohortPlan): Promise<Result> {
  const opened = await openStore(readStore());
  try {
    const transaction = importTransaction(opened.sql);
    const deps = { transaction, newId: randomUUID, now: () => Date.now() };
    const outcome = await importCohort(deps, plan, today(plan));
    if ('faults' in outcome) return { exitCode: 1, lines: faultLines(outcome.faults, words) };
    return { exitCode: 0, lines: changeLines(plan, outcome.changes, words) };
  } finally {
    await opened.close();
  }
}

/** Compares with what is already imported when that can be read: a running service keeps its folder. */
async function check(plan: CohortPlan): Promise<Result> {
  const sound = soundLine(plan, words);
  const opened = await openToCompare();
  if (typeof opened === 'string') {
    return { exitCode: 0, lines: [sound, fill(report.notCompared, { reason: opened })] };
  }
  try {
    const transaction = importTransaction(opened.sql);
    const outcome = await previewCohort({ transaction }, plan, today(plan));
    if ('faults' in outcome) return { exitCode: 1, lines: faultLines(outcome.faults, words) };
    return { exitCode: 0, lines: [sound, ...dayLines(outcome.changes, words)] };
  } finally {
    await opened.close();
  }
}

/** The store, or why it cannot be compared with. Never makes one. */
async function openToCompare(): Promise<Opened | string> {
  const store = readStore();
  if ('folder' in store && !existsSync(join(store.folder, 'pg'))) return report.noStore;
  try {
    return await openStore(store);
  } catch (error) {
    if (error instanceof FolderTaken) return report.storeTaken;
    throw error;
  }
}

function today(plan: CohortPlan) {
  return dayOf(Date.now(), plan.timeZone);
}

import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { v4 } from 'uuid';
import { answer, messageOf, type Result } from './command-line.ts';
import { readStore } from './config.ts';
import { type Db, openDb } from './db/db.ts';
import { FolderTaken } from './db/open.ts';
import { askRemoval } from './usecases/begin-removal.ts';
import { exportPerson } from './usecases/export-person.ts';
import { personFileText } from './words/person-file-text.ts';
import type { Locale } from './words/words.ts';

const usage = [
  'npm run person -- export MAIL|ID [--out FILE]   all that is kept about somebody, JSON and text',
  'npm run person -- erase MAIL|ID [--yes]         takes all of it away, for good',
];
const taken =
  'The service is at work on this store: stop it, run this again, then start it. What was begun is carried out as it runs.';

void answer(run, (error) => (error instanceof FolderTaken ? taken : messageOf(error)));

async function run(args: string[]): Promise<Result> {
  const read = readArgs(args);
  if (!read) return { exitCode: 2, lines: usage };
  const { command, who, out, yes } = read;
  const db = await openDb(readStore());
  try {
    const person = await db.read.personFile.find(who);
    if (!person) return { exitCode: 1, lines: ['Nobody is known by this mail or id.'] };
    return command === 'export' ? await take(db, person, out) : await erase(db, person, yes);
  } finally {
    await db.close();
  }
}

function readArgs(args: string[]) {
  const options = { out: { type: 'string' }, yes: { type: 'boolean' } } as const;
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const [command, who, ...rest] = positionals;
    if ((command !== 'export' && command !== 'erase') || who === undefined || rest.length > 0)
      return undefined;
    return { command, who, out: values.out, yes: values.yes ?? false };
  } catch {
    // An option that is none: the usage says which there are.
    return undefined;
  }
}

async function take(
  db: Db,
  { id, locale }: { id: string; locale: Locale },
  out: string | undefined,
): Promise<Result> {
  const file = await exportPerson({ db, now: Date.now }, id);
  const json = `${JSON.stringify(file, null, 2)}\n`;
  if (out === undefined) return { exitCode: 0, lines: [json] };
  const text = out.replace(/(\.json)?$/, '.txt');
  writeFileSync(out, json, { mode: 0o600 });
  writeFileSync(text, personFileText(file, locale), { mode: 0o600 });
  const looked = 'That it was taken away stands in the audit log.';
  return { exitCode: 0, lines: [`Written: ${out} (JSON) and ${text} (to be read). ${looked}`] };
}

async function erase(
  db: Db,
  { id, name, mail }: { id: string; name: string; mail: string },
  yes: boolean,
): Promise<Result> {
  const underWay = await db.read.removals.of('person', id);
  if (underWay) return { exitCode: 0, lines: [`Under way, number ${underWay.id}: ${next}`] };
  const beside = await db.read.personFile.beside(id);
  const told = [`${name} <${mail}>`, ...consequences(beside)];
  if (!yes && !(await confirmed(told)))
    return { exitCode: 1, lines: ['Nothing was erased. With --yes it is not asked.'] };
  const deps = { db, now: Date.now, newId: () => v4() };
  const begun = await askRemoval(deps, { kind: 'person', subject: id });
  const lines = [...(yes ? told : []), `Asked for, number ${begun}: ${next}`];
  return { exitCode: 0, lines };
}

const next =
  'the running service takes away what stands in Teams, Outlook and the list, then all of it in its store, within minutes. `npm run audit-log -- verify` then lists the signed record of this number.';

function consequences(
  beside: readonly { code: string; partner: string; referents: string[] }[],
): string[] {
  const pairs = beside.flatMap(({ code, partner, referents }) => [
    `Pair ${code} is closed and goes whole, its meetings, themes and list rows with it: dates and themes are of both. Meetings ahead are called off with notice. Tell ${[partner, ...referents].join(', ')} yourself.`,
  ]);
  return [
    ...pairs,
    'Ballots of questionnaires cannot be found: they name nobody, and stay counted.',
    'What the audit log says of a coach’s acts stays as an id that leads to nobody.',
    'Take their lines out of the cohort’s file too: importing it again would bring them back.',
  ];
}

async function confirmed(lines: string[]): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  console.log(lines.join('\n'));
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await ask.question('Type « erase » to go on: ')).trim() === 'erase';
  } finally {
    ask.close();
  }
}

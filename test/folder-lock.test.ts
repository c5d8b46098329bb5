import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FolderTaken, openStore } from '../src/db/open.ts';

/** Opens the store in the folder it is given, says so, and holds it until it is killed. */
const holder = `
import { openStore } from './open.js';
openStore({ folder: process.argv[2] }).then(
  () => { process.stdout.write('open'); setInterval(() => {}, 60_000); },
  (error) => { process.stdout.write(error.message); process.exit(1); },
);
`;

let program: string;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  // Below the project, so that the packages it uses are found.
  mkdirSync('test-results', { recursive: true });
  program = mkdtempSync(join('test-results', 'holder-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: 'src/db/open.ts', outDir: program, emptyOutDir: false },
  });
  cpSync('src/db/migrations', join(program, 'migrations'), { recursive: true });
  writeFileSync(join(program, 'holder.js'), holder);
  folder = mkdtempSync(join(tmpdir(), 'telemaque-folder-'));
  // A first opening makes the files, which takes longest.
  await (await openStore({ folder })).close();
});
afterAll(() => {
  for (const made of [program, folder]) rmSync(made, { recursive: true, force: true });
});
afterEach(() => Promise.all(children.splice(0).map(kill)));

/** Another process opens the folder: what it says first. */
function start(): Promise<string> {
  const child = spawn(process.execPath, [join(program, 'holder.js'), folder]);
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} and said nothing`)));
  });
}

const kill = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

test('of two processes that start at once on a folder, one refuses and names it', async () => {
  const said = await Promise.all([start(), start()]);

  expect(said.filter((text) => text === 'open')).toHaveLength(1);
  const refused = said.find((text) => text !== 'open');
  expect(refused).toContain(folder);
  expect(refused).toContain('DATA_DIR');
});

test('a folder is free as soon as its holder was killed, and keeps what was written', async () => {
  expect(await start()).toBe('open');
  await expect(openStore({ folder })).rejects.toThrow(FolderTaken);

  await Promise.all(children.map(kill));

  const opened = await openStore({ folder });
  expect(await opened.sql.selectFrom('theme').selectAll().execute()).toHaveLength(12);
  expect(opened.alone).toBe(true);
  await opened.close();
});

test('a folder is free again once it is closed; opening it anew changes nothing in it', async () => {
  const first = await openStore({ folder });
  await first.sql
    .insertInto('inbound')
    .values({ key: 'turn-1', at: new Date(0) })
    .execute();
  await expect(openStore({ folder })).rejects.toThrow(FolderTaken);
  await first.close();

  const second = await openStore({ folder });

  expect(await second.sql.selectFrom('inbound').selectAll().execute()).toEqual([
    { key: 'turn-1', at: 0 },
  ]);
  await second.close();
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { ask } from '../emulator/graph-world.ts';
import { atOnce } from '../emulator/tenant-world.ts';
import { signsIn, startSample, type Told, tenant } from './tenant-world.ts';

/** Every command of the walk, in its order, as it stands there. */
const commands = [...readFileSync('docs/administrator.md', 'utf8').matchAll(/```sh\n([^`]*)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .filter((line) => line !== '');

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startSample({ limits: atOnce });
});
afterAll(() => emulator.close());

/** A project of this test's own, so that what others build does not meet what it builds. */
const project = mkdtempSync(join(tmpdir(), 'walk-'));
const build = join(project, 'build');
const here = (path: string) => path.replace(/^build\//, `${build}/`);
cpSync('sample', join(project, 'sample'), { recursive: true });

/** The words of a command, quotes taken off. */
const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** `curl -X POST … -H … -d …`, and nothing else of it. */
async function curl([, , url = '', ...options]: string[]) {
  const given = new Map<string, string>();
  for (let at = 0; at < options.length; at += 2)
    given.set(options[at] ?? '', options[at + 1] ?? '');
  const file = given.get('--data-binary')?.replace(/^@/, '');
  const body = file === undefined ? given.get('-d') : readFileSync(here(file));
  const [name = '', value = ''] = (given.get('-H') ?? '').split(': ');
  const reply = await fetch(url.replace('http://localhost:3979', emulator.url), {
    method: 'POST',
    headers: { [name]: value },
    body: body ?? null,
  });
  return { status: reply.status, body: await reply.json() };
}

const said: Told[] = [];

async function run(line: string): Promise<unknown> {
  const [program, ...args] = words(line);
  const [, script, , ...given] = args;
  if (line === 'npm run emulator') return 'runs already';
  if (program === 'curl') return curl(args);
  if (script === 'tenant') {
    const own = [join(project, 'sample', 'tenant.yaml'), '--out', join(build, 'tenant')];
    const told = await tenant(emulator, [...given, ...own], { heard: signsIn(emulator) });
    said.push(told);
    return told;
  }
  const options = [...given.map(here), '--out', build];
  return spawnSync(process.execPath, [`scripts/${script}.mjs`, ...options], { encoding: 'utf8' });
}

test('each command of the walk ends as the walk says, the last with « ready »', async () => {
  const ends: unknown[] = [];
  for (const command of commands) ends.push(await run(command));

  expect(said.map(({ exitCode }) => exitCode)).toEqual([1, 1, 0, 0]);
  expect(said.at(-1)?.lines.at(-1)).toMatch(/^ready: /);
  const others = ends.filter((end) => end !== 'runs already' && !said.some((told) => told === end));
  expect(others).toHaveLength(5);
  for (const end of others) {
    expect(end).toEqual(
      expect.objectContaining('body' in Object(end) ? { status: 200 } : { status: 0 }),
    );
  }
}, 60_000);

test('run again, the scripts change nothing', async () => {
  const laid = async () => (await ask(emulator, 'GET', '/_emulator/tenant')).body;
  const before = await laid();

  for (const command of commands.filter((line) => line.includes('powershell'))) {
    expect(await run(command)).toMatchObject({ status: 200 });
  }

  expect(await laid()).toEqual(before);
});

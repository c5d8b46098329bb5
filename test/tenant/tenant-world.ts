import { readFileSync } from 'node:fs';
import { localApp } from '../../src/config/local-app.ts';
import type { EmulatorOptions, RunningEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import { openAdministrator } from '../../src/entra/administrator.ts';
import type { Tokens } from '../../src/entra/token.ts';
import { administratorClient, administratorScopes } from '../../src/tenant/administrator-scopes.ts';
import { runTenant } from '../../src/tenant/run.ts';
import { ask, startAnew } from '../emulator/graph-world.ts';
import { atOnce } from '../emulator/tenant-world.ts';

const seed = JSON.parse(readFileSync('sample/world.json', 'utf8')) as Seed;

/** The sample's Microsoft 365, with the app of local mode. */
export const startSample = (options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> =>
  startAnew({
    appId: localApp.id,
    seed,
    ...options,
  });

/** The day of the launch, in real time too: a certificate's end is counted from it. */
export const launch = Date.parse('2026-04-14T07:00:00Z');

export interface Told {
  exitCode: number;
  lines: string[];
  text: string;
}

interface Given {
  env?: Record<string, string>;
  administrator?: Tokens;
  /** Shown each line as it is said, before the command is done. */
  heard?: (line: string) => void;
}

/** `npm run tenant -- …` against that emulator, and all it said. */
export async function tenant(
  emulator: { url: string },
  args: string[],
  { env = {}, administrator, heard }: Given = {},
): Promise<Told> {
  const lines: string[] = [];
  const exitCode = await runTenant(args, {
    env: { EMULATOR_PORT: new URL(emulator.url).port, ...env },
    say(line) {
      lines.push(...line.split('\n'));
      heard?.(line);
    },
    now: () => launch,
    pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
    ...(administrator ? { administrator } : {}),
  });
  return { exitCode, lines, text: lines.join('\n') };
}

export const control = (emulator: RunningEmulator, path: string, body: object) =>
  ask(emulator, 'POST', `/_emulator/${path}`, body);

/** The lines that begin with this mark, without it. */
export const marked = (told: Told, mark: string): string[] =>
  told.lines
    .filter((line) => line.startsWith(`  ${mark} `))
    .map((line) => line.slice(2 + mark.length).trim());

export const administrator = 'theodora.vasselin@andah.example';

/** The sample's Microsoft 365 before anybody prepared anything. */
export async function emptySample(): Promise<RunningEmulator> {
  const emulator = await startSample({ limits: atOnce });
  await control(emulator, 'tenant', { state: 'blank' });
  return emulator;
}

/** Somebody who types the code into their browser as soon as they see it. */
export const signsIn =
  (emulator: RunningEmulator, mail = administrator, answer: object = {}) =>
  (line: string): void => {
    const userCode = /\b[A-Z0-9]{9}\b/.exec(line)?.[0];
    if (userCode) void ask(emulator, 'POST', '/_emulator/device', { userCode, mail, ...answer });
  };

/** The administrator, signed in once for many commands. */
export const signedIn = (emulator: RunningEmulator): Tokens =>
  openAdministrator({
    tenant: seed.home.tenant,
    client: administratorClient,
    scopes: administratorScopes.map(({ name }) => `https://graph.microsoft.com/${name}`),
    show: ({ message }) => signsIn(emulator)(message),
    login: emulator.url,
    timeoutMs: 5_000,
  });

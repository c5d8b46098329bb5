import { readFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { OutsideFault } from '../domain/outside.ts';
import { openAdministrator } from '../entra/administrator.ts';
import { openTokens, type Tokens } from '../entra/token.ts';
import { graphHost, openDoor } from '../graph/client.ts';
import { preflight } from '../graph/preflight.ts';
import { readTenant } from '../graph/tenant-state.ts';
import { administratorClient, administratorScopes } from './administrator-scopes.ts';
import { judge } from './judge.ts';
import { packageEnv, productEnv, writeLines, writeScripts } from './output.ts';
import { compareAll, NotShown, provision, questionOf } from './provision.ts';
import { readWish } from './read-wish.ts';
import * as report from './report.ts';
import { type ExitCode, exitCodes } from './report.ts';
import { readSettings, type TenantSettings } from './settings.ts';
import type { Wish } from './wish.ts';

export interface TenantDeps {
  env: Record<string, string | undefined>;
  say(line: string): void;
  now(): number;
  pause(): Promise<void>;
  /** Whoever is signed in already; without it they are asked to, by device code. */
  administrator?: Tokens;
}

const timeoutMs = 30_000;
const commands = { plan, apply, check };
const isCommand = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name);

/** What a command works with. */
interface Work {
  wish: Wish;
  settings: TenantSettings;
  out: string;
  deps: TenantDeps;
}

/** `npm run tenant -- …`; the exit code says how it ended. */
export async function runTenant(args: string[], deps: TenantDeps): Promise<ExitCode> {
  const asked = readArgs(args);
  if (!asked) {
    deps.say(report.usage);
    return exitCodes.notAsked;
  }
  const refuse = (faults: string[]) => {
    deps.say(`${faults.length} fault(s) to put right:`);
    for (const fault of faults) deps.say(`  ${fault}`);
    return exitCodes.notAsked;
  };
  const given = readEnv(asked.env, deps.env);
  if ('faults' in given) return refuse(given.faults);
  const read = readSettings(given.env);
  if ('faults' in read) return refuse(read.faults);
  const { settings } = read;
  const path = asked.file ?? (settings.local ? 'sample/tenant.yaml' : undefined);
  if (path === undefined) return refuse(['name the tenant file: npm run tenant -- plan FILE']);
  const wanted = await readWish(path, settings.local ? 'local' : 'real');
  if ('faults' in wanted) return refuse(wanted.faults.map((fault) => `${path}: ${fault}`));
  const { wish } = wanted;
  if (settings.tenant !== undefined && settings.tenant !== wish.tenant) {
    return refuse([`TENANT_ID is ${settings.tenant}, and ${path} is for ${wish.tenant}`]);
  }
  return guarded(deps, settings, () =>
    commands[asked.command]({ wish, settings, out: asked.out, deps }),
  );
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string', default: 'build/tenant' }, env: { type: 'string' } },
    });
    const [command = '', file, ...rest] = positionals;
    if (!isCommand(command) || rest.length > 0) return undefined;
    return { command, file, ...values };
  } catch (error) {
    // An option nobody knows.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function readEnv(
  path: string | undefined,
  env: TenantDeps['env'],
): Pick<TenantDeps, 'env'> | { faults: string[] } {
  if (path === undefined) return { env };
  try {
    return { env: { ...parseEnv(readFileSync(path, 'utf8')), ...env } };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { faults: [`${path}: cannot be read (${String(error.code)})`] };
  }
}

async function guarded(
  deps: TenantDeps,
  { local }: TenantSettings,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotShown) {
      deps.say(`Entra has taken a change and does not show it yet (${error.message}).`);
    } else if (error instanceof OutsideFault) {
      deps.say(report.faultWords(error, local ?? 'Microsoft 365'));
    } else throw error;
    deps.say('What was done before stands. Run the same command again: it goes on from there.');
    return exitCodes.notAsked;
  }
}

function administratorDoor({ wish, settings, deps }: Work) {
  const tokens =
    deps.administrator ??
    openAdministrator({
      tenant: wish.tenant,
      client: administratorClient,
      scopes: administratorScopes.map(({ name }) => `${graphHost}/${name}`),
      show: ({ message }) => deps.say(message),
      login: settings.local,
      timeoutMs,
    });
  return openDoor({ tokens, graph: settings.local, timeoutMs, now: deps.now });
}

const whose = ({ wish, settings }: Work): string =>
  `Tenant ${wish.tenant}, ${settings.local ? `simulated at ${settings.local}` : 'Microsoft 365'}, for ${wish.mailbox}`;

async function plan(work: Work): Promise<ExitCode> {
  const { wish, deps } = work;
  deps.say(whose(work));
  const compared = compareAll(wish, await readTenant(administratorDoor(work), questionOf(wish)));
  for (const line of report.planLines(compared)) deps.say(line);
  const end = report.planEnd(compared);
  deps.say(end.line);
  return end.exitCode;
}

async function apply(work: Work): Promise<ExitCode> {
  const { wish, settings, deps, out } = work;
  deps.say(whose(work));
  let changes = 0;
  const state = await provision(wish, {
    door: administratorDoor(work),
    pause: deps.pause,
    say(step, done) {
      changes += 1;
      deps.say(`  done           ${step.what}: ${done}`);
    },
  });
  deps.say(
    changes === 0 ? 'Nothing was changed: all that Graph can do stands.' : `${changes} done.`,
  );
  const { application, principal } = state;
  if (application && principal) {
    const app = { appId: application.appId, principal: principal.id };
    deps.say(report.appLine(app));
    for (const [name, path] of writeScripts(out, wish, app))
      deps.say(report.scriptLine(name, path));
    const env = packageEnv(wish, application.appId);
    if (env.length > 0)
      deps.say(
        `  settings       ${writeLines(out, 'package.env', env)}: for npm run package -- --env`,
      );
    const product = productEnv(wish, state, settings.local !== undefined);
    deps.say(`  settings       ${writeLines(out, 'product.env', product)}: for npm run serve`);
    for (const line of product) deps.say(`    ${line}`);
  }
  for (const line of report.handLines()) deps.say(line);
  const left = report.leftLines(compareAll(wish, state));
  for (const line of left) deps.say(line);
  return left.length === 0 ? exitCodes.ready : exitCodes.missing;
}

async function check(work: Work): Promise<ExitCode> {
  const { wish, settings, deps } = work;
  const { app, local } = settings;
  deps.say(whose(work));
  if (!app) {
    deps.say('APP_ID and the app’s credential are not in the environment: check asks as the app.');
    return exitCodes.notAsked;
  }
  const entra = { tenant: wish.tenant, appId: app.id, credential: app.credential };
  const tokens = openTokens({ ...entra, login: local, timeoutMs }, graphHost);
  const door = openDoor({ tokens, graph: local, timeoutMs, now: deps.now });
  const now = deps.now();
  const { mailbox, probeMailbox, site } = wish;
  const lists = wish.lists.map(({ name }) => name);
  const seen = await preflight(door, tokens, { mailbox, probeMailbox, site, lists, now });
  const findings = judge(wish, seen, now);
  for (const finding of findings) deps.say(report.findingLine(finding));
  const end = report.checkEnd(findings);
  deps.say(end.line);
  return end.exitCode;
}

import type { OutsideFault } from '../domain/outside.ts';
import type { Difference } from './difference.ts';
import type { Finding } from './judge.ts';
import type { Compared } from './provision.ts';
import type { MadeApp } from './scripts.ts';
import { type Script, steps } from './steps.ts';

/** What whoever waits for an answer is told at the end, and by the exit code. */
export const exitCodes = { ready: 0, missing: 1, tooWide: 2, notAsked: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const usage = `npm run tenant -- plan|apply|check [FILE] [--out FOLDER] [--env FILE]
  plan    what stands in the tenant, what apply would do, and what is left; changes nothing
  apply   does what Microsoft Graph can do, and writes the scripts and settings for the rest
  check   what the app itself may do: granted, missing, too wide, or not to be seen
FILE is sample/tenant.yaml in local mode; scripts go to build/tenant. Without TENANT_ID in the
environment everything is asked of the simulated Microsoft 365 (EMULATOR_PORT, 3979).
Ends with 0 when all is well, 1 when something is missing, 2 when something is too wide, 3 when it
could not be asked.`;

const wide = 14;
const line = (mark: string, what: string, says: string): string =>
  `  ${mark.padEnd(wide)} ${what}: ${says}`;
/** The one word that is worth raising the voice for. */
const loud = (word: string): string => (word === 'too wide' ? 'TOO WIDE' : word);

/** Every step of the table in its order, one line for each thing there is to say. */
export function planLines(compared: readonly Compared[]): string[] {
  const known = new Map(compared.map(({ step, differences }) => [step.what, differences]));
  return steps.flatMap((step) => {
    if (step.by === 'hand') return [line('by hand', step.what, step.how)];
    if (step.by !== 'graph') return [line(step.by, step.what, step.why)];
    return (known.get(step.what) ?? []).map((difference) =>
      line(loud(difference.standing), step.what, withWould(difference)),
    );
  });
}

const withWould = ({ says, would, standing, waits }: Difference): string => {
  if (would) return `${says}. apply ${would.says}`;
  return standing === 'right' || waits ? says : `${says}. apply cannot do this`;
};

export function planEnd(compared: readonly Compared[]): { line: string; exitCode: ExitCode } {
  const all = compared.flatMap(({ differences }) => differences);
  const open = all.filter(({ standing }) => standing !== 'right');
  if (open.length === 0) {
    const line =
      'All that Graph shows stands as it should. The scripts and check tell of the rest.';
    return { line, exitCode: exitCodes.ready };
  }
  const byHand = open.filter(({ would, waits }) => !would && !waits).length;
  const left = byHand > 0 ? `, ${byHand} of them for a person` : '';
  const isWide = open.some(({ standing }) => standing === 'too wide');
  return {
    line: `${count(open.length, 'difference')}${left}. Nothing was changed.`,
    exitCode: isWide ? exitCodes.tooWide : exitCodes.missing,
  };
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

/** What is left after `apply`: what it could not do, the scripts, and what people do by hand. */
export function leftLines(compared: readonly Compared[]): string[] {
  return compared.flatMap(({ step, differences }) =>
    differences
      .filter(({ standing }) => standing !== 'right')
      .map(({ standing, says }) => line(loud(standing), step.what, says)),
  );
}

/** Both ids: roles in Azure are given to the principal. */
export const appLine = ({ appId, principal }: MadeApp): string =>
  line('the app', appId, `its service principal is ${principal}`);

export const scriptLine = (script: Script, path: string): string =>
  line('run', path, steps.flatMap(({ by, what }) => (by === script ? [what] : [])).join('; '));

export const handLines = (): string[] =>
  steps.flatMap((step) => (step.by === 'hand' ? [line('by hand', step.what, step.how)] : []));

export const findingLine = ({ verdict, what, says }: Finding): string =>
  line(loud(verdict), what, says);

export function checkEnd(findings: readonly Finding[]): { line: string; exitCode: ExitCode } {
  const many = (verdict: Finding['verdict']) =>
    findings.filter((one) => one.verdict === verdict).length;
  const [missing, tooWide, unseen] = [many('missing'), many('too wide'), many('cannot be seen')];
  const seen = `${many('granted')} granted, ${many('closed')} closed, ${unseen} not to be seen from here`;
  if (tooWide > 0) {
    const line = `not ready: ${tooWide} too wide, ${missing} missing; ${seen}.`;
    return { line, exitCode: exitCodes.tooWide };
  }
  if (missing > 0) {
    return { line: `not ready: ${missing} missing; ${seen}.`, exitCode: exitCodes.missing };
  }
  return { line: `ready: ${seen}.`, exitCode: exitCodes.ready };
}

/** Why nothing, or not all, could be asked: an answer's number and code, in words where we know them. */
export function faultWords(fault: OutsideFault, microsoft: string): string {
  const { status, code } = fault;
  const token = /^token-(.*)$/.exec(code)?.[1];
  if (token !== undefined) return `No token: ${tokenWords(token, microsoft)}`;
  if (status === undefined) return `${microsoft} cannot be reached (${code}).`;
  if (status === 401) return `The token was refused (${code}): sign in again.`;
  if (status === 403) {
    return `Refused (${code}): this account may not do that. It takes an administrator: Cloud Application Administrator for the app, Privileged Role Administrator for its consents, SharePoint Administrator for the site, Teams Administrator for the catalogue.`;
  }
  return `Microsoft answered ${status} (${code}).`;
}

/** Entra's own numbers, for those an administrator meets. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const entraNumbers: Record<string, string> = {
  '7000215': 'the secret is wrong',
  '7000222': 'the secret has ended',
  '700027': 'the certificate is not known to the app, or has ended',
  '700016': 'the app is not in this tenant: APP_ID or TENANT_ID is wrong',
  '65001': 'this account may not consent to what provisioning asks for',
  '90002': 'there is no such tenant',
  '50105': 'this account is not allowed to use Microsoft Graph Command Line Tools',
};

function tokenWords(code: string, microsoft: string): string {
  const known = entraNumbers[/(\d+)$/.exec(code)?.[1] ?? ''];
  if (known) return `${known} (${code}).`;
  if (/declined|denied/.test(code)) return 'whoever saw the code declined.';
  if (/expired/.test(code)) return 'nobody signed in with the code in time: run it again.';
  const network = /^(ECONN|ENOTFOUND|EAI|EHOST|timeout|dropped)/.test(code);
  return network ? `${microsoft} cannot be reached (${code}).` : `${code}.`;
}

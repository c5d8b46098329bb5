import type { World } from '../world.ts';
import {
  type Cmdlet,
  CmdletError,
  type Given,
  type Held,
  type Kind,
  type Session,
} from './cmdlet.ts';
import { exchangeCmdlets } from './exchange.ts';
import { type Invocation, parseScript, type Statement, type Value } from './grammar.ts';
import { mailboxCmdlets } from './mailbox.ts';
import { sharepointCmdlets } from './sharepoint.ts';
import { teamsCmdlets } from './teams.ts';
import { ScriptError } from './words.ts';

const cmdlets = new Map<string, { name: string; cmdlet: Cmdlet }>(
  [exchangeCmdlets, mailboxCmdlets, teamsCmdlets, sharepointCmdlets]
    .flatMap((table) => Object.entries(table))
    .map(([name, cmdlet]) => [name.toLowerCase(), { name, cmdlet }]),
);

interface Step {
  line: number;
  cmdlet: string;
}

interface Run {
  world: World;
  session: Session;
  variables: Map<string, Held>;
  ran: Step[];
  skipped: Step[];
}

/**
 * Runs an administrator's script. Throws `ScriptError` at the first line that is not understood,
 * before anything is run, or that fails: what ran before it stays done, as in PowerShell.
 */
export function runScript(script: string, world: World): { ran: Step[]; skipped: Step[] } {
  const statements = parseScript(script);
  checkNames(statements);
  const session = { exchange: false, teams: false, site: undefined };
  const variables = new Map<string, Held>([
    ['true', true],
    ['false', false],
    ['null', null],
  ]);
  const run: Run = { world, session, variables, ran: [], skipped: [] };
  for (const statement of statements) perform(statement, run);
  return { ran: run.ran, skipped: run.skipped };
}

const callsIn = (statement: Statement): Invocation[] => {
  if (statement.kind === 'call') return [statement.call];
  if (statement.kind === 'set') return [];
  return [statement.condition, ...statement.body.flatMap(callsIn)];
};

/** Also what an `if` would leave out must be a cmdlet with parameters that exist. */
function checkNames(statements: Statement[]): void {
  for (const { line, cmdlet, parameters } of statements.flatMap(callsIn)) {
    const known = cmdlets.get(cmdlet.toLowerCase())?.cmdlet;
    if (!known) throw new ScriptError(line, `${cmdlet} is not a cmdlet known here.`);
    const names = parameters.map(({ name }) => nameIn(known, name) ?? name);
    const unknown = names.find((name) => nameIn(known, name) === undefined);
    if (unknown) throw new ScriptError(line, `${cmdlet} has no parameter -${unknown} here.`);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice) throw new ScriptError(line, `-${twice} stands twice.`);
    const lacking = known.required?.find((name) => !names.includes(name));
    if (lacking) throw new ScriptError(line, `${cmdlet} needs -${lacking}.`);
  }
}

const common = 'ErrorAction';

/** The documented name of a parameter, however it was capitalised. */
function nameIn({ parameters }: Cmdlet, given: string): string | undefined {
  const same = (name: string) => name.toLowerCase() === given.toLowerCase();
  return [...Object.keys(parameters), common].find(same);
}

function perform(statement: Statement, run: Run): void {
  if (statement.kind === 'set') {
    run.variables.set(statement.name, held(statement.value, run, statement.line));
  } else if (statement.kind === 'call') {
    const result = invoke(statement.call, run);
    if (statement.into !== undefined) run.variables.set(statement.into, result);
  } else if (isEmpty(invoke(statement.condition, run))) {
    for (const inner of statement.body) perform(inner, run);
  } else run.skipped.push(...statement.body.flatMap(callsIn).map(stepOf));
}

const isEmpty = (value: Held): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

const stepOf = ({ line, cmdlet }: Invocation): Step => ({
  line,
  cmdlet: cmdlets.get(cmdlet.toLowerCase())?.name ?? cmdlet,
});

function invoke(call: Invocation, run: Run): Held {
  const known = cmdlets.get(call.cmdlet.toLowerCase());
  if (!known) throw new ScriptError(call.line, `${call.cmdlet} is not a cmdlet known here.`);
  const { [common]: onError, ...given } = argumentsOf(call, known.cmdlet, run);
  const quiet = onError === 'SilentlyContinue';
  if (quiet && !known.name.startsWith('Get-')) {
    throw new ScriptError(
      call.line,
      `-${common} SilentlyContinue hides what fails in ${known.name}.`,
    );
  }
  try {
    const result = known.cmdlet.run(given, run.world, run.session);
    run.ran.push(stepOf(call));
    return result;
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    if (!quiet || !error.missing)
      throw new ScriptError(call.line, `${known.name}: ${error.message}`);
    run.ran.push(stepOf(call));
    return null;
  }
}

function argumentsOf(call: Invocation, cmdlet: Cmdlet, run: Run): Given {
  const given: Given = {};
  for (const { name: written, value } of call.parameters) {
    const name = nameIn(cmdlet, written) ?? written;
    const kind: Kind =
      name === common ? ['SilentlyContinue', 'Stop'] : (cmdlet.parameters[name] ?? 'text');
    const taken = value === undefined ? undefined : held(value, run, call.line);
    given[name] = fitting(taken, kind, `-${name}`, call.line);
  }
  return given;
}

function fitting(value: Held | undefined, kind: Kind, what: string, line: number): Held {
  const wrong = (must: string): never => {
    throw new ScriptError(line, `${what} must be ${must}.`);
  };
  if (kind === 'switch')
    return value === undefined ? true : (flag(value) ?? wrong('$true or $false'));
  if (value === undefined) return wrong('followed by a value');
  if (kind === 'flag') return flag(value) ?? wrong('$true or $false');
  if (kind === 'whole') return typeof value === 'number' ? value : wrong('a whole number');
  if (typeof value !== 'string' || value === '') return wrong('a text');
  if (kind === 'text') return value;
  const same = kind.find((one) => one.toLowerCase() === value.toLowerCase());
  return same ?? wrong(`one of ${kind.join(', ')}`);
}

const flag = (value: Held): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

function held(value: Value, run: Run, line: number): Held {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'whole') return value.number;
  if (value.kind === 'list') return value.values.map((one) => held(one, run, line));
  if (value.kind === 'variable') return variable(value, run, line);
  return value.text.replace(/\$([A-Za-z_]\w*)/g, (_, name: string) => {
    const inner = variable({ name: name.toLowerCase(), property: undefined }, run, line);
    return inner === null ? '' : String(inner);
  });
}

function variable(
  { name, property }: { name: string; property: string | undefined },
  { variables }: Run,
  line: number,
): Held {
  const value = variables.get(name);
  if (value === undefined) throw new ScriptError(line, `$${name} has no value yet.`);
  if (property === undefined) return value;
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const same = Object.keys(fields).find((each) => each.toLowerCase() === property.toLowerCase());
  const found = same === undefined ? undefined : fields[same];
  if (found === undefined) throw new ScriptError(line, `$${name} has no ${property}.`);
  return found;
}

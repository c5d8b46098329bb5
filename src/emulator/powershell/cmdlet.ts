import type { World } from '../world.ts';

/** What PowerShell would hold in a variable, as far as these scripts go. */
export type Held = string | number | boolean | null | Held[] | { [property: string]: Held };

/** What a parameter takes: one of some words, or any value of a kind. A switch takes none, or `$true`. */
export type Kind = 'text' | 'whole' | 'flag' | 'switch' | readonly string[];

export type Given = Record<string, Held>;

/** What a script has connected to; each run of a script begins with nothing. */
export interface Session {
  exchange: boolean;
  teams: boolean;
  /** Id of the site that PnP is connected to. */
  site: string | undefined;
}

export interface Cmdlet {
  /** By their documented names. */
  parameters: Record<string, Kind>;
  required?: string[];
  /** Throws `CmdletError`; what is returned can be kept in a variable. */
  run(given: Given, world: World, session: Session): Held;
}

/** An error as the module would write it; `missing` when what was asked for is not there. */
export class CmdletError extends Error {
  readonly missing: boolean;
  constructor(message: string, missing = false) {
    super(message);
    this.missing = missing;
  }
}

export function fail(message: string): never {
  throw new CmdletError(message);
}

/** A cmdlet of a module that a script has to connect to first, by that module's own word for it. */
export const connectedBy =
  (module: 'exchange' | 'teams', connect: string) =>
  (run: (given: Given, world: World) => Held): Cmdlet['run'] =>
  (given, world, session) =>
    session[module] ? run(given, world) : fail(`Call ${connect} first.`);

export function missing(what: string): never {
  throw new CmdletError(
    `The operation couldn't be performed because object '${what}' couldn't be found.`,
    true,
  );
}

/** A parameter's text, or nothing where it was left out. */
export const textOf = (given: Given, name: string): string | undefined =>
  typeof given[name] === 'string' ? given[name] : undefined;

/** A parameter that is required, so that it is there. */
export const mustText = (given: Given, name: string): string =>
  textOf(given, name) ?? fail(`-${name} must be a text.`);

/** What was given but for the parameters named: the settings themselves. */
export function settingsOf(given: Given, but: string[]): Given {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !but.includes(name)));
}

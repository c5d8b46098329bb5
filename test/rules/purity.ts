import { everything, type Module, modulesOf } from './module.ts';
import { entries, isOneOf, roomOf } from './rooms.ts';
import type { Breach, Rule } from './tree.ts';

interface Ban {
  name: string;
  /** Names whose use, or whose import, is the breach; a trailing `*` stands for any end. */
  uses: string[];
  /** The same as names of imports: `package name`. */
  imports: string[];
  /** The rooms the ban holds in. */
  holdsIn(room: string): boolean;
  says: string;
}

/** Nothing knows what time it is unless told, so that a year can be lived in a test. */
export const timeIsGiven = ruleOf({
  name: 'only compose.ts and the entries make a clock',
  uses: [
    ...['Date.now', 'new Date()', 'Date()', 'performance.*', 'Temporal.Now*'],
    ...['process.hrtime*', 'process.uptime'],
  ],
  imports: ['node:perf_hooks *'],
  // The emulator shares nothing with the product: it keeps the virtual clock itself.
  holdsIn: allBut('compose', 'emulator', ...entries),
  says: 'the time is given, not read',
});

export const nothingPureWaits = ruleOf({
  name: 'nothing pure waits: a wait is a due time',
  uses: ['setTimeout()', 'setInterval()', 'setImmediate()', 'queueMicrotask()'],
  imports: ['node:timers *'],
  holdsIn: onlyIn('domain', 'words', 'cards', 'usecases', 'tell'),
  says: 'write a row that is due later',
});

export const nothingToChance = ruleOf({
  name: 'the domain leaves nothing to chance',
  uses: ['Math.random', 'crypto.random*', 'crypto.getRandomValues'],
  imports: [
    ...['random*', 'generate*', 'webcrypto', everything].map((name) => `node:crypto ${name}`),
    ...['v1', 'v4', 'v6', 'v7', everything].map((name) => `uuid ${name}`),
  ],
  holdsIn: onlyIn('domain', 'words', 'cards'),
  says: 'chance is given, not drawn',
});

export const settingsAreGiven = ruleOf({
  name: 'only config.ts and the entries read the environment',
  uses: ['process.env*'],
  imports: ['node:process *'],
  holdsIn: allBut('config', ...entries),
  says: 'ask for a setting in config.ts',
});

export const onlyEntriesSpeak = ruleOf({
  name: 'the product writes to its log, not to the console',
  uses: ['console.*', 'process.stdout*', 'process.stderr*'],
  imports: ['node:console *'],
  // The emulator has no people in it and no log: its console is where a developer looks.
  holdsIn: allBut('emulator', 'command-line', ...entries),
  says: 'use the log, which holds ids only',
});

function ruleOf(ban: Ban): Rule {
  const find: Rule['find'] = (files) =>
    modulesOf(files).flatMap((module) => breachesOf(ban, module));
  return { name: ban.name, find };
}

function breachesOf(ban: Ban, module: Module): Breach[] {
  const room = roomOf(module.path);
  if (!room || !ban.holdsIn(room)) return [];
  const used = module.uses.filter(({ name }) => isOneOf(ban.uses, name));
  const imported = module.imports
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap(({ target, names, line }) =>
      names.map((name) => ({ name: `${target} ${name}`, line })),
    )
    .filter(({ name }) => isOneOf(ban.imports, name));
  return [...used, ...imported].map(({ name, line }) => ({
    path: module.path,
    line,
    says: `${name}: ${ban.says}`,
  }));
}

function allBut(...free: string[]): Ban['holdsIn'] {
  return (room) => !free.includes(room);
}

function onlyIn(...bound: string[]): Ban['holdsIn'] {
  return (room) => bound.includes(room);
}

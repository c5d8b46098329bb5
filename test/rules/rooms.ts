/** A part of the house: a folder of `src`, or one of the files at its top. */
export type Room = keyof typeof rooms;

export interface Doorway {
  /** Rooms whose code it may run. */
  runs: string[];
  /** Rooms of which it may also know the types. */
  knows: string[];
  /** Packages it may use, a trailing `*` standing for any end; `types` are types only. */
  packages: string[];
}

const windows = ['db', 'graph', 'tell', 'effects', 'seal'];
const doorTypes = [...windows, 'config'];
const doors = ['bot', 'web', 'jobs'];
/** All that runs on a server of the programme; the emulator is not part of it. */
const product = [
  ...['domain', 'words', 'cards', 'usecases', ...windows, 'sealed-box', ...doors],
  ...['config', 'log', 'rounds', 'inbound-token', 'cohort-file-reader', 'telemetry'],
];
/** Packages without clock, chance or I/O. Of `node:crypto` and `uuid` only digests: see `chance`. */
const pure = ['zod', 'temporal-polyfill', '@socialgouv/jours-feries', 'node:crypto', 'uuid'];
/** What a process has anyway. */
const plain = [...pure, 'node:*'];

/**
 * Who may import whom: the one table of the house. A room may always import itself. `cards` are the
 * pure cards and mails of `tell/`, which a door may show as its reply; `sealed-box` and `blind-token`
 * are the two files of `seal/` that a page runs too.
 */
export const rooms = {
  domain: { runs: [], knows: [], packages: pure },
  words: { runs: ['domain'], knows: [], packages: ['temporal-polyfill'] },
  cards: { runs: ['domain', 'words'], knows: [], packages: [...pure, 'adaptivecards-templating'] },
  usecases: { runs: ['domain'], knows: [...windows, 'cards', 'log'], packages: pure },

  db: {
    runs: ['domain', 'log'],
    knows: ['config', 'effects', 'seal'],
    packages: [...plain, 'kysely', 'pg', '@electric-sql/pglite', 'fs-native-extensions'],
  },
  // The app's own identity: whoever asks Microsoft 365 for something gets its token here.
  entra: { runs: ['domain'], knows: [], packages: ['zod', '@azure/msal-node'] },
  graph: {
    runs: ['domain', 'entra', 'log', 'telemetry'],
    knows: ['config', 'effects', 'tell', 'db', 'cards'],
    packages: [...plain, '@microsoft/microsoft-graph-*', 'windows-iana'],
  },
  tell: { runs: ['domain', 'words', 'cards'], knows: ['db', 'effects', 'log'], packages: pure },
  effects: {
    runs: ['domain', 'log', 'rounds'],
    knows: ['db', 'graph', 'tell', 'config'],
    packages: plain,
  },
  // Ballots and their keys. What a page runs of it stands in two rooms of its own.
  seal: {
    runs: ['domain', 'sealed-box', 'entra'],
    knows: ['log'],
    packages: ['zod', 'node:crypto', 'node:fs', 'node:path', 'node:util'],
  },
  'sealed-box': { runs: [], knows: [], packages: [] },
  'blind-token': { runs: [], knows: [], packages: ['@cloudflare/blindrsa-ts'] },

  bot: {
    runs: ['domain', 'usecases', 'words', 'cards', 'entra', 'inbound-token', 'log', 'telemetry'],
    knows: doorTypes,
    packages: [...plain, 'botbuilder*', 'botframework-*', 'express', 'jose'],
  },
  web: {
    runs: ['domain', 'usecases', 'words', 'cards', 'inbound-token', 'log', 'cohort-file-reader'],
    knows: doorTypes,
    packages: [
      ...plain,
      ...['compression', 'express', 'jose', 'docx', 'markdown-it', 'write-excel-file'],
    ],
  },
  jobs: {
    runs: ['domain', 'usecases', 'words', 'log', 'rounds'],
    knows: doorTypes,
    packages: [...plain, 'pg-boss'],
  },
  pages: {
    runs: ['domain', 'words', 'sealed-box', 'blind-token'],
    knows: ['contract'],
    packages: [
      ...['@microsoft/teams-js', '@azure/msal-browser', '@fluentui/*'],
      ...['react', 'react-dom', 'temporal-polyfill'],
    ],
  },
  emulator: { runs: [], knows: [], packages: ['*'] },

  'cohort-file-reader': {
    runs: ['domain'],
    knows: [],
    packages: [...plain, 'yaml'],
  },
  // A cohort's two files into the store: for the command line, and for the sample of local mode.
  'cohort-loading': {
    runs: ['domain', 'words', 'usecases', 'db', 'cohort-file-reader'],
    knows: [],
    packages: [],
  },
  // What an administrator runs once: how a tenant must stand, and whether it does.
  tenant: {
    runs: ['domain', 'words', 'entra', 'graph', 'cohort-file-reader', 'config'],
    knows: [],
    packages: [...plain, 'yaml'],
  },
  'tenant-cli': { runs: ['tenant'], knows: [], packages: plain },
  config: { runs: ['domain'], knows: ['db', 'entra'], packages: plain },
  // What a token that others bring must be, whichever door they knock at.
  'inbound-token': { runs: [], knows: [], packages: ['zod', 'jose'] },
  // Work that never runs twice at once: the outbox's drains and the jobs.
  rounds: { runs: [], knows: [], packages: [] },
  log: { runs: [], knows: ['config'], packages: ['pino', 'node:*'] },
  // compose.ts's own second half: which use case carries out which kind of effect.
  'effect-handlers': {
    runs: ['domain', 'words', 'cards', 'tell', 'usecases'],
    knows: product,
    packages: pure,
  },
  // How commands say what came of them.
  'command-line': { runs: [], knows: [], packages: [] },
  // What each room is configured with, out of the one configuration.
  'room-configs': {
    runs: ['bot', 'web', 'words', 'domain'],
    knows: ['config', 'graph'],
    packages: [],
  },
  // The audit of a synthesis, in a thread of its own, and whoever starts that thread.
  'audit-thread': { runs: ['domain'], knows: [], packages: ['node:worker_threads'] },
  auditor: { runs: [], knows: ['domain'], packages: ['node:path', 'node:worker_threads'] },
  compose: {
    runs: [...product, 'entra', 'effect-handlers', 'room-configs', 'auditor'],
    knows: [],
    packages: ['*'],
  },
  // How a process ends when it is asked to.
  stop: { runs: [], knows: [], packages: [] },
  main: { runs: ['compose', 'config', 'log', 'stop'], knows: [], packages: plain },
  local: {
    runs: ['main', 'compose', 'config', 'log', 'stop', 'emulator', 'cohort-loading'],
    knows: [],
    packages: plain,
  },
  // How the product runs, told to a collector: the only room that knows OpenTelemetry.
  telemetry: {
    runs: ['domain'],
    knows: ['db'],
    packages: ['node:async_hooks', '@opentelemetry/*', 'express'],
  },
  'migrate-cli': { runs: ['db'], knows: [], packages: [] },
  'config-cli': { runs: ['config'], knows: [], packages: [] },
  // What an operator runs once, before a restored store is worked with.
  'restored-cli': { runs: ['command-line', 'db'], knows: [], packages: plain },
  'cohort-cli': {
    runs: [
      'command-line',
      'compose',
      'config',
      'log',
      'domain',
      'words',
      'usecases',
      'db',
      'cohort-file-reader',
    ],
    knows: windows,
    packages: plain,
  },
  // All that is kept about one person, or its end; and whether what was written down still holds.
  'person-cli': {
    runs: ['command-line', 'words', 'config', 'domain', 'usecases', 'db'],
    knows: [],
    packages: plain,
  },
  'audit-log-cli': {
    runs: ['command-line', 'config', 'usecases', 'db', 'seal'],
    knows: [],
    packages: plain,
  },
} satisfies Record<string, Doorway>;

/** The files in which the program begins, and the one that puts it together. */
export const entries: string[] = [
  'main',
  'local',
  'cohort-cli',
  'config-cli',
  'restored-cli',
  'person-cli',
  'audit-log-cli',
  'tenant-cli',
  'migrate-cli',
];

/** The room a file of `src` belongs to; undefined outside `src`, or when the table has no such room. */
export function roomOf(path: string): Room | undefined {
  const [top, first, second] = path.split('/');
  if (top !== 'src' || first === undefined) return undefined;
  const pureTell = first === 'tell' && (second === 'cards' || second === 'mails');
  const forPages = first === 'seal' && /^(sealed-box|blind-token)\.ts$/.test(second ?? '');
  const name = pureTell ? 'cards' : ((forPages ? second : first) ?? '').replace(/\.tsx?$/, '');
  return isRoom(name) ? name : undefined;
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(rooms, name);
}

export function doorwayOf(room: Room): Doorway {
  return rooms[room];
}

/** True when `name` is one of `patterns`, a trailing `*` standing for any end. */
export function isOneOf(patterns: string[], name: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

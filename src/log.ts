import pino from 'pino';

/**
 * What a log line may hold: ids, kinds, counts and states. Never a name, a mail, a theme, an
 * answer or a token; an error is reduced to its class and its stack's own frames.
 */
export interface Line {
  event: string;
  error?: unknown;
  [field: string]: unknown;
}

export interface Log {
  info(line: Line): void;
  warn(line: Line): void;
  error(line: Line): void;
}

const allowed = new Set([
  'event',
  'effect',
  'kind',
  'tries',
  // Of a message's key: opaque, and enough to know it by.
  'digest',
  'outcome',
  'job',
  'turn',
  'activity',
  'tenant',
  'person',
  'card',
  'meeting',
  'pair',
  'cohort',
  'wave',
  'removal',
  'count',
  'days',
  'until',
  'part',
  'incarnation',
  'what',
  'verb',
  'reason',
  'status',
  'port',
  'ms',
  'count',
  'signal',
  'error',
]);

/** Hears the lines of the log that are written, for figures of them; told what they may hold alone. */
export type Heard = (event: string, marks: Record<string, string | number | undefined>) => void;

/** What lines are counted by: kinds and codes from closed lists. */
const counted = ['kind', 'job', 'outcome', 'reason', 'status'] as const;

/** Lines of JSON on standard output; a field that is not on the list of allowed ones is left out. */
export function openLog(level: 'info' | 'warn' | 'silent', heard?: Heard): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const write = (at: 'info' | 'warn' | 'error') => (line: Line) => {
    out[at](clean(line));
    heard?.(line.event, marksOf(line));
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

const marksOf = (line: Line): Record<string, string | number | undefined> =>
  Object.fromEntries(
    counted.flatMap((field) => {
      const value = line[field];
      return typeof value === 'string' || typeof value === 'number' ? [[field, value]] : [];
    }),
  );

function clean(line: Line): Record<string, unknown> {
  const kept = Object.entries(line).filter(([field]) => allowed.has(field));
  return Object.fromEntries(
    kept.map(([field, value]) => [field, field === 'error' ? whereItBroke(value) : value]),
  );
}

/** A message may quote what somebody wrote, so only the class and the places are kept. */
function whereItBroke(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  // The message stands first in a stack, and any of its lines may look like a frame.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((text) => /^ {4}at .*:\d+:\d+\)?$/.test(text))
    .slice(0, 6)
    .map((text) => text.trim().replace(/\(?(file:\/\/)?\/.*\/(src|dist|node_modules)\//, '($2/'));
  return { name: error.name, ...(code ? { code } : {}), frames };
}

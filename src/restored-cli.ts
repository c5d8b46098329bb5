import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { answer, type Result } from './command-line.ts';
import { openStore } from './db/open.ts';
import { takeUp } from './db/restored.ts';

const usage = [
  'npm run restored -- --stopped <instant> (--log <file>... | --without-log)',
  '  --stopped      when the original sent its last message at the latest, as 2026-11-22T09:00:00Z',
  '  --log          its log since the backup, lines of JSON; may be named several times',
  '  --without-log  what it decided and sent since the backup may come a second time',
  'See docs/operations/backup-and-restore.md',
];

interface Asked {
  stopped: number;
  logs: string[];
}

const options = {
  stopped: { type: 'string' },
  log: { type: 'string', multiple: true },
  'without-log': { type: 'boolean' },
} as const;

/** What is asked for; nothing when it is not understood. */
function read(args: string[]): Asked | undefined {
  try {
    const { values } = parseArgs({ args, options });
    const { stopped: told = '', log: logs = [], 'without-log': without = false } = values;
    const stopped = Date.parse(told);
    const isPast = stopped <= Date.now();
    return isPast && logs.length > 0 !== without ? { stopped, logs } : undefined;
  } catch {
    // An option that is none: the usage says which there are.
    return undefined;
  }
}

/** Digests of the messages that a log tells of as sent; a line that is none of ours says nothing. */
async function sentIn(file: string): Promise<string[]> {
  const digests: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const digest = /"digest":"([A-Za-z0-9_-]{22})"/.exec(line)?.[1];
    if (digest !== undefined) digests.push(digest);
  }
  return digests;
}

void answer(run);

async function run(args: string[]): Promise<Result> {
  const asked = read(args);
  if (!asked) return { exitCode: 2, lines: usage };
  const url = process.env.DATABASE_URL;
  if (!url)
    return { exitCode: 2, lines: ['DATABASE_URL is missing: the address of the restored store'] };
  const digests = (await Promise.all(asked.logs.map(sentIn))).flat();
  if (asked.logs.length > 0 && digests.length === 0)
    throw new Error(
      'The log tells of no message that was sent: is it the product’s, at level info?',
    );
  const opened = await openStore({ url, moved: true });
  try {
    const done = await takeUp(opened.sql, asked.stopped, Date.now(), [...new Set(digests)]);
    return {
      exitCode: 0,
      lines: [
        `${done.unknown} messages that may have left since the backup are unknown, and not sent.`,
        `${done.sentSince} messages sent since the backup are known, and not sent again.`,
      ],
    };
  } finally {
    await opened.close();
  }
}

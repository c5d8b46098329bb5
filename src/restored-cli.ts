import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { openStore } from './db/open.ts';
import { takeUp } from './db/restored.ts';

const usage = `npm run restored -- --stopped <instant> (--log <file>... | --without-log)
  --stopped      when the original sent its last message at the latest, as 2026-11-22T09:00:00Z
  --log          its log since the backup, lines of JSON; may be named several times
  --without-log  what it decided and sent since the backup may come a second time
See docs/operations/backup-and-restore.md`;

interface Asked {
  stopped: number;
  logs: string[];
}

/** What is asked for; nothing when it is not understood. */
function read(args: readonly string[]): Asked | undefined {
  const logs: string[] = [];
  let [stopped, without] = [Number.NaN, false];
  for (let at = 0; at < args.length; at += 1) {
    const [name, value = ''] = [args[at], args[at + 1]];
    if (name === '--without-log') without = true;
    else if (name === '--stopped') stopped = Date.parse(value);
    else if (name === '--log' && value !== '') logs.push(value);
    else return undefined;
    if (name !== '--without-log') at += 1;
  }
  if (Number.isNaN(stopped) || stopped > Date.now() || logs.length > 0 === without)
    return undefined;
  return { stopped, logs };
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

async function main(): Promise<void> {
  const asked = read(process.argv.slice(2));
  const url = process.env.DATABASE_URL;
  if (!asked || !url) {
    console.error(url ? usage : 'DATABASE_URL is missing: the address of the restored store');
    process.exitCode = 2;
    return;
  }
  const digests = (await Promise.all(asked.logs.map(sentIn))).flat();
  if (asked.logs.length > 0 && digests.length === 0)
    throw new Error(
      'The log tells of no message that was sent: is it the product’s, at level info?',
    );
  const opened = await openStore({ url, moved: true });
  try {
    const done = await takeUp(opened.sql, asked.stopped, Date.now(), [...new Set(digests)]);
    console.log(
      `${done.unknown} messages that may have left since the backup are unknown, and not sent.`,
    );
    console.log(`${done.sentSince} messages sent since the backup are known, and not sent again.`);
  } finally {
    await opened.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

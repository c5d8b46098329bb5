import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import startPostgres from '../setup/postgres.ts';

const run = promisify(execFile);

/** The tests' private server, started again with fsync on: a figure without it would flatter. */
export async function startDurablePostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  let url = '';
  const project = {
    provide(_name: string, value: string) {
      url = value;
    },
  };
  // Of the test project the starter only tells where the server is.
  const stop = await startPostgres(project as never);
  const { data, bin } = await placesOf(url);
  const { uid, gid } = statSync(data);
  const settings = [
    `-p ${new URL(url).port}`,
    '-c listen_addresses=127.0.0.1',
    `-c unix_socket_directories=${dirname(data)}`,
    '-c fsync=on',
  ];
  const log = join(dirname(data), 'log');
  const restart = ['-D', data, '-l', log, '-w', '-m', 'fast', '-o', settings.join(' '), 'restart'];
  await run(join(bin, 'pg_ctl'), restart, { cwd: tmpdir(), uid, gid });
  return { url, stop };
}

async function placesOf(url: string): Promise<{ data: string; bin: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data: string; bin: string }>(
    `select current_setting('data_directory') as data,
       (select setting from pg_config where name = 'BINDIR') as bin`,
  );
  await client.end();
  const [places] = rows;
  if (!places) throw new Error('the server does not say where it is');
  return places;
}

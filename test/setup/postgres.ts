import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The engine this run of the file stands on. */
    engine: 'pglite' | 'postgres';
    /** A superuser's address on the private server; empty where the engine is PGlite. */
    postgresUrl: string;
  }
}

const run = promisify(execFile);

/**
 * Starts a private PostgreSQL in a folder of its own and stops it after the last test. Tests on a
 * real server are part of the promise, so without its programs the run fails; it never skips.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-postgres-'));
  const data = join(folder, 'data');
  // An interrupted run takes its server along.
  const abandon = () => {
    stopAtOnce(data);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', abandon);
  const owner = await serverAccount();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  // The caller's folder may be closed to that account, which makes initdb complain.
  const as = { cwd: tmpdir(), ...owner };
  const pgCtl = (...args: string[]) =>
    run(join(programs, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-w', ...args], as);
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    `-c listen_addresses=127.0.0.1`,
    `-c unix_socket_directories=${folder}`,
    // Two workers, each with a few pools open at once.
    '-c max_connections=200',
    // The data dies with the run; crashes of the product are tested, crashes of the server are not.
    '-c fsync=off',
  ].join(' ');

  const cluster = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  await run(join(programs, 'initdb'), [...cluster, '--no-sync'], as);
  await pgCtl('-o', settings, 'start');
  project.provide('postgresUrl', `postgres://postgres@127.0.0.1:${port}/postgres`);

  return async () => {
    process.off('exit', abandon);
    await pgCtl('-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true });
  };
}

/** PostgreSQL refuses to run as root, so root hands it to the account the Debian package made. */
async function serverAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => run('id', [what, 'postgres'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

function stopAtOnce(data: string): void {
  const pidFile = join(data, 'postmaster.pid');
  if (existsSync(pidFile))
    process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGQUIT');
}

function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const places = [
    ...newestFirst.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = places.find((place) => existsSync(join(place, 'initdb')));
  if (found) return found;
  throw new Error(
    'PostgreSQL is missing: no initdb in /usr/lib/postgresql/*/bin nor in PATH. ' +
      'Install the Debian package « postgresql » (apt-get install postgresql).',
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

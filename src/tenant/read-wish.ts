import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { isTimeZone, readCohortFiles } from '../cohort-file-reader.ts';
import { readCohort } from '../domain/cohort-file.ts';
import { readTenantFile, type TenantFile } from './tenant-file.ts';
import type { Certificate, TeamsPackage, Wish } from './wish.ts';
import { zipEntry } from './zip-entry.ts';

/** The tenant file and all it names; every fault of all of them at once, in words. */
export async function readWish(
  path: string,
  mode: 'local' | 'real',
): Promise<{ wish: Wish } | { faults: string[] }> {
  const content = parsed(path);
  if ('faults' in content) return content;
  const read = readTenantFile(content.yaml, mode);
  if ('faults' in read) return read;
  const { file } = read;
  const at = (name: string) => resolve(dirname(path), name);
  const faults: string[] = [];
  const cohorts = await Promise.all(file.lists.map((each) => readList(each, file, at, faults)));
  const credential = readCredential(file, at, faults);
  const teams = file.teams && { ...file.teams, made: readPackage(file.teams, at, faults) };
  if (faults.length > 0) return { faults };
  const all = (more: readonly string[], of: 'coaches' | 'pilots') => [
    ...new Set([...more, ...cohorts.flatMap((each) => each?.[of] ?? [])]),
  ];
  const lists = cohorts.flatMap((each) =>
    each ? [{ name: each.name, readers: each.readers }] : [],
  );
  return {
    wish: {
      ...file,
      ...{ lists, credential, teams },
      coaches: all(file.coaches, 'coaches'),
      pilots: all(file.pilots, 'pilots'),
    },
  };
}

function parsed(path: string): { yaml: unknown } | { faults: string[] } {
  try {
    const document = parseDocument(readFileSync(path, 'utf8'));
    if (document.errors.length === 0) return { yaml: document.toJS({ maxAliasCount: 10 }) };
    // The first line says what; the rest draws the place.
    return { faults: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  } catch (error) {
    return { faults: [whyUnread(error)] };
  }
}

const systemError = z.object({ code: z.string() });

function whyUnread(error: unknown): string {
  const code = systemError.safeParse(error).data?.code;
  if (code === undefined) throw error;
  return code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
}

interface ReadList {
  name: string;
  readers: readonly string[];
  coaches: readonly string[];
  pilots: readonly string[];
}

/** A list named with its readers, or all that a cohort's own files say of it. */
async function readList(
  list: TenantFile['lists'][number],
  file: TenantFile,
  at: (name: string) => string,
  faults: string[],
): Promise<ReadList | undefined> {
  if ('name' in list) return { ...list, coaches: list.readers, pilots: [] };
  const csv = at(list.cohort).replace(/\.ya?ml$/, '.csv');
  const read = readCohort(await readCohortFiles(csv), isTimeZone);
  if ('faults' in read) {
    faults.push(`lists: ${list.cohort} has faults: npm run cohort -- check ${csv} names them`);
    return undefined;
  }
  const { coaches, pilot, settings } = read.plan;
  const { hostname, path } = settings.list;
  if (hostname !== file.site.hostname || path !== file.site.path) {
    faults.push(`lists: ${list.cohort} has its list on ${hostname}${path}, which is not the site`);
  }
  return { name: settings.list.name, readers: coaches, coaches, pilots: [pilot] };
}

function readCredential(
  { credential }: TenantFile,
  at: (name: string) => string,
  faults: string[],
): Wish['credential'] {
  if (!credential || 'federated' in credential) return credential;
  try {
    return { certificate: readCertificate(readFileSync(at(credential.certificate))) };
  } catch (error) {
    const code = systemError.safeParse(error).data?.code ?? '';
    const why = code.startsWith('ERR_') ? 'is not a certificate in PEM' : whyUnread(error);
    faults.push(`credential.certificate: ${credential.certificate} ${why}`);
    return undefined;
  }
}

/** The public half of a certificate, from PEM or DER. */
export function readCertificate(bytes: Buffer): Certificate {
  const read = new X509Certificate(bytes);
  return {
    key: read.raw.toString('base64'),
    sha256: read.fingerprint256.replaceAll(':', ''),
    validFrom: Date.parse(read.validFrom),
    validTo: Date.parse(read.validTo),
  };
}

const manifest = z.object({
  id: z.string(),
  version: z.string(),
  webApplicationInfo: z.object({ id: z.string() }).optional(),
});

/** The package, once it has been made: its bot's id is known only after the registration. */
function readPackage(
  teams: NonNullable<TenantFile['teams']>,
  at: (name: string) => string,
  faults: string[],
): TeamsPackage | undefined {
  const path = at(teams.package);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const text = zipEntry(bytes, 'manifest.json')?.toString('utf8');
  const read = manifest.safeParse(text === undefined ? undefined : safeJson(text));
  if (!read.success) {
    faults.push(`teams.package: ${teams.package} is not a Teams package: make it anew`);
    return undefined;
  }
  const { id, version, webApplicationInfo } = read.data;
  return { id, version, appId: webApplicationInfo?.id, bytes };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the shape asked for above is not there, and that is what is said.
    return undefined;
  }
}

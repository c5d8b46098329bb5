import { z } from 'zod';
import { credentialRemedies, readCredential } from '../config/credential.ts';
import { localApp } from '../config/local-app.ts';
import type { Credential } from '../entra/credential.ts';

/** What the environment says of whom to ask, and as which app. */
export interface TenantSettings {
  /** The real tenant; without one everything is asked of the emulator. */
  tenant: string | undefined;
  /** Address of the emulator, in local mode. */
  local: string | undefined;
  app: { id: string; credential: Credential } | undefined;
}

const blank = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(shape: T) => z.preprocess(blank, shape.optional());
const environment = z.object({
  TENANT_ID: optional(z.guid()),
  EMULATOR_PORT: z.preprocess(blank, z.coerce.number().int().default(3979)),
  APP_ID: optional(z.guid()),
});

/** Reads the variables the product reads too; what cannot be used is a fault in words. */
export function readSettings(
  env: Record<string, string | undefined>,
): { settings: TenantSettings } | { faults: string[] } {
  const read = environment.safeParse(env);
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path }) => String(path[0])));
    return { faults: [...names].map((name) => `${name}: cannot be used`) };
  }
  const { TENANT_ID: tenant, EMULATOR_PORT: port, APP_ID: id } = read.data;
  const local = tenant === undefined ? `http://localhost:${port}` : undefined;
  const own = credentialOf(env);
  if ('faults' in own) return { faults: own.faults.map((name) => `${name}: cannot be used`) };
  const credential = own.credential ?? (local ? { secret: localApp.secret } : undefined);
  const appId = id ?? (local ? localApp.id : undefined);
  const app = appId && credential ? { id: appId, credential } : undefined;
  return { settings: { tenant, local, app } };
}

/** As the product reads it; none at all is no fault here: planning needs no app. */
function credentialOf(
  env: Record<string, string | undefined>,
): { credential?: Credential } | { faults: string[] } {
  const names = Object.keys(credentialRemedies);
  const given = names.flatMap((name) => (env[name]?.trim() ? [[name, env[name]] as const] : []));
  return given.length === 0 ? {} : readCredential(Object.fromEntries(given));
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Credential } from '../entra/token.ts';

/** What the environment says of whom to ask, and as which app. */
export interface TenantSettings {
  /** The real tenant; without one everything is asked of the emulator. */
  tenant: string | undefined;
  /** Address of the emulator, in local mode. */
  local: string | undefined;
  app: { id: string; credential: Credential } | undefined;
}

/** The app of the simulated tenant and its secret, which are nobody's. */
const localApp = {
  id: '7e1e3a90-5e1e-4c3a-9b0d-7a11c0de0001',
  credential: { secret: 'telemaque-local-secret' },
};

const blank = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(shape: T) => z.preprocess(blank, shape.optional());
const environment = z.object({
  TENANT_ID: optional(z.guid()),
  EMULATOR_PORT: z.preprocess(blank, z.coerce.number().int().default(3979)),
  APP_ID: optional(z.guid()),
  APP_SECRET: optional(z.string()),
  APP_CERTIFICATE_SHA256: optional(z.string().regex(/^[0-9A-Fa-f]{64}$/)),
  APP_CERTIFICATE_KEY_FILE: optional(z.string()),
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
  try {
    const own = credentialOf(read.data) ?? (local ? localApp.credential : undefined);
    const appId = id ?? (local ? localApp.id : undefined);
    const app = appId && own ? { id: appId, credential: own } : undefined;
    return { settings: { tenant, local, app } };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { faults: [`APP_CERTIFICATE_KEY_FILE: cannot be read (${String(error.code)})`] };
  }
}

function credentialOf(env: z.infer<typeof environment>): Credential | undefined {
  const { APP_CERTIFICATE_SHA256: thumbprintSha256, APP_CERTIFICATE_KEY_FILE: file } = env;
  if (thumbprintSha256 !== undefined && file !== undefined) {
    return { certificate: { thumbprintSha256, privateKey: readFileSync(file, 'utf8') } };
  }
  return env.APP_SECRET === undefined ? undefined : { secret: env.APP_SECRET };
}

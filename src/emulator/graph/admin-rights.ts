import { z } from 'zod';
import { refuse } from '../api-error.ts';
import type { Call, World } from '../world.ts';

const names = z.array(z.string()).catch([]);

/**
 * The permissions a token of the home tenant carries: an app's roles, or the scopes of the
 * administrator. Whoever else signs in may do nothing here that a scope alone would allow.
 */
export function grantedNames({ claims }: Call, world: World): string[] {
  const { home } = world.seed;
  if (claims.tid !== home.tenant) return [];
  if (claims.idtyp === 'app') return names.parse(claims.roles);
  return claims.oid === home.administrator?.id ? String(claims.scp).split(' ') : [];
}

/** Refuses a caller who has none of these permissions. */
export function demand(call: Call, world: World, anyOf: string[]): void {
  const had = grantedNames(call, world);
  if (anyOf.some((name) => had.includes(name))) return;
  const message = 'Insufficient privileges to complete the operation.';
  refuse(403, 'Authorization_RequestDenied', message);
}

import { credentialState } from '../domain/credential.ts';
import type { Instant } from '../domain/time.ts';
import type { Deps } from './deps.ts';

/**
 * Tells the operator, in the log, that the app's secret or certificate ends: without it nobody is
 * sent anything. To be called again and again; it speaks at its start and when the next day has
 * come. Each process does, of what it was itself configured with.
 */
export function openCredentialWatch(
  { now, log }: Pick<Deps, 'now' | 'log'>,
  expires: Instant | undefined,
): () => void {
  if (expires === undefined) return () => undefined;
  const until = new Date(expires).toISOString();
  let next: Instant | undefined;
  return () => {
    if (next !== undefined && now() < next) return;
    const { days, tell, next: then } = credentialState(expires, now());
    next = then;
    if (tell === 'warning') log.warn({ event: 'credential.ends', days, until });
    if (tell === 'ended') log.error({ event: 'credential.ended', days, until });
  };
}

import { day, type Instant } from './time.ts';

/** Days ahead at which an operator is warned: time to order a certificate, to renew it, to hurry. */
const warnings = [30, 14, 7, 1];

export interface CredentialState {
  /** Whole days left, rounded up: 1 on the last one, 0 or less once it has ended. */
  days: number;
  /** How grave that is. */
  tell: 'nothing' | 'warning' | 'ended';
  /** When to look again. */
  next: Instant;
}

/**
 * How long the app's secret or certificate still lasts, and when to say so: 30, 14, 7 and 1 day
 * before its end, and each day after it. Whoever looks late is warned at once.
 */
export function credentialState(expires: Instant, now: Instant): CredentialState {
  const left = expires - now;
  const days = Math.ceil(left / day);
  if (left <= 0) return { days, tell: 'ended', next: now + day };
  const ahead = warnings.map((before) => expires - before * day).find((at) => at > now);
  const tell = left <= Math.max(...warnings) * day ? 'warning' : 'nothing';
  return { days, tell, next: ahead ?? expires };
}

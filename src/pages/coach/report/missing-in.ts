import type { Missing } from '../../shared/missing.ts';
import type { Outcome } from '../ask.ts';

/** Why there is no reply; values of the page's own that were refused are a fault of ours. */
export const missingIn = (outcome: Exclude<Outcome<unknown>, { kind: 'reply' }>): Missing =>
  outcome.kind === 'missing' ? outcome.missing : 'busy';

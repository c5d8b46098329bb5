/** Why the host gave no token; `consent`: somebody has to allow it first. */
export type SignInFault = 'consent' | 'cancelled' | 'no-token';

/** Why no answer of the product's can be shown; the last three may be asked again as they were. */
export type Missing =
  | SignInFault
  | 'sign-in'
  | 'unknown-person'
  | 'app-role'
  | 'not-found'
  | 'too-many'
  | 'busy'
  | 'offline';

export type Again = Extract<Missing, 'too-many' | 'busy' | 'offline'>;

export const isAgain = (missing: Missing): missing is Again =>
  missing === 'too-many' || missing === 'busy' || missing === 'offline';

const byStatus: Readonly<Record<number, Missing>> = {
  401: 'sign-in',
  403: 'unknown-person',
  404: 'not-found',
  429: 'too-many',
};

/** What an HTTP status says of an answer; null when there is one to read. */
export const missingOf = (status: number): Missing | null =>
  byStatus[status] ?? (status >= 500 ? 'busy' : null);

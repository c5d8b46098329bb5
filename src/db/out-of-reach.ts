import { codeOf } from './kept-plans.ts';

/**
 * Of the network, and of a server that stops, starts or takes no more connections.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const codes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
  ...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03'],
]);

/** What the driver says without a code. */
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end)/;

/** Whether this came of the server's not being there, and not of what was asked. */
export const outOfReach = (error: unknown): boolean =>
  codes.has(codeOf(error) ?? '') || (error instanceof Error && words.test(error.message));

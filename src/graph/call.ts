/**
 * Ids that survive a move between folders (https://learn.microsoft.com/graph/outlook-immutable-id),
 * and the traffic decoration SharePoint asks of applications.
 */
export const everyRequest = {
  Prefer: 'IdType="ImmutableId"',
  'User-Agent': 'NONISV|Telemaque|Telemaque/1.0',
};

export interface GraphCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1.0`, each part already encoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: object;
}

export function queryOf(query: Record<string, string> | undefined): string {
  const parts = Object.entries(query ?? {}).map(([k, v]) => `${k}=${encodeURIComponent(v)}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

import { refuse } from '../api-error.ts';
import { ianaZone } from '../outlook/moment.ts';
import type { Call } from '../world.ts';

/** What the `Prefer` header asks of Outlook; anything else in it is left aside, as OData allows. */
export interface Preferences {
  immutableIds: boolean;
  timeZone: string;
  pageSize: number | undefined;
  /** Echoed as `Preference-Applied`. */
  applied: Record<string, string>;
}

export function preferencesOf(call: Call): Preferences {
  const asked = call.headers.prefer ?? '';
  const immutableIds = /IdType\s*=\s*"ImmutableId"/i.test(asked);
  const timeZone = /outlook\.timezone\s*=\s*"([^"]+)"/i.exec(asked)?.[1];
  const pageSize = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(asked)?.[1];
  if (timeZone !== undefined && ianaZone(timeZone) === undefined) {
    const message = `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`;
    refuse(400, 'TimeZoneNotSupportedException', message);
  }
  const applied = [
    ...(immutableIds ? ['IdType="ImmutableId"'] : []),
    ...(timeZone ? [`outlook.timezone="${timeZone}"`] : []),
    ...(pageSize ? [`odata.maxpagesize=${pageSize}`] : []),
  ];
  return {
    immutableIds,
    timeZone: timeZone ?? 'UTC',
    pageSize: pageSize === undefined ? undefined : Number(pageSize),
    applied: applied.length > 0 ? { 'Preference-Applied': applied.join(', ') } : {},
  };
}

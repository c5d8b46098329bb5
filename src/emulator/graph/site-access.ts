import { refuse } from '../api-error.ts';
import { personByIdentity } from '../people.ts';
import { mayRead } from '../sharepoint/items.ts';
import { siteById } from '../tenant/sites.ts';
import { sitePermissions } from '../tenant/tables.ts';
import type { Call, SeedList, SeedSite, World } from '../world.ts';
import { grantedNames } from './admin-rights.ts';

/** What may be done on a site, each with what stands before it: `owner` hands out rights there. */
const ladder = ['none', 'read', 'write', 'manage', 'owner'] as const;
export type Access = (typeof ladder)[number];

/** https://learn.microsoft.com/graph/permissions-selected-overview#what-permissions-do-i-need */
const siteRoles: Record<string, Access> = {
  read: 'read',
  write: 'write',
  manage: 'manage',
  owner: 'owner',
  fullcontrol: 'owner',
};
const everySite: Record<string, Access> = {
  'Sites.Read.All': 'read',
  'Sites.ReadWrite.All': 'write',
  'Sites.Manage.All': 'manage',
  'Sites.FullControl.All': 'owner',
};

export const isSiteRole = (role: string): boolean => role in siteRoles;

const reaches = (had: Access, wanted: Access): boolean =>
  ladder.indexOf(had) >= ladder.indexOf(wanted);
const highest = (all: Access[]): Access =>
  all.reduce((best, one) => (reaches(one, best) ? one : best), 'none');

/** The site in the address, once the caller may do that much on it, or read one of its lists. */
export function allowedSite(call: Call, world: World, access: Access = 'read'): SeedSite {
  const site = siteById(world, call.params.site ?? '');
  if (!site) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  if (reaches(accessTo(call, world, site.id), access)) return site;
  const byList =
    access === 'read' && site.lists.some((one) => allows(call, world, site, one, access));
  return byList ? site : denied();
}

/** The list in the address, by id or name. */
export function allowedList(call: Call, world: World, access: Access): SeedList {
  const site = siteById(world, call.params.site ?? '');
  if (!site) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  const list = site.lists.find(
    ({ id, name }) => id === call.params.list || name === call.params.list,
  );
  if (!list) return refuse(404, 'itemNotFound', 'The specified list was not found');
  return allows(call, world, site, list, access) ? list : denied();
}

/**
 * What the app's or the administrator's rights open; with another person's token, what counts is
 * what that person may do there, on the sites the app was granted.
 * https://learn.microsoft.com/graph/permissions-selected-overview
 */
export function allows(
  call: Call,
  world: World,
  site: SeedSite,
  list: SeedList,
  access: Access,
): boolean {
  if (reaches(accessTo(call, world, site.id), access)) return true;
  const { idtyp, appid, scp, tid, oid } = call.claims;
  if (idtyp !== 'user' || access !== 'read') return false;
  if (granted(world, site.id, appid) === 'none') return false;
  const consented = String(scp).split(' ').includes('Sites.Selected');
  const person = personByIdentity(world, tid, oid);
  return consented && person !== undefined && mayRead(world, list, person.mail);
}

/** How far the caller's rights reach on the whole site; `Sites.Selected` opens what was granted. */
export function accessTo(call: Call, world: World, siteId: string): Access {
  const names = grantedNames(call, world);
  const wide = names.map((name) => everySite[name] ?? 'none');
  const selected = call.claims.idtyp === 'app' && names.includes('Sites.Selected');
  return highest(selected ? [...wide, granted(world, siteId, call.claims.appid)] : wide);
}

function granted(world: World, siteId: string, appId: unknown): Access {
  const roles = sitePermissions(world)
    .values()
    .filter((one) => one.siteId === siteId && one.appId === appId)
    .flatMap((one) => one.roles.map((role) => siteRoles[role] ?? 'none'));
  return highest(roles);
}

export function denied(): never {
  return refuse(403, 'accessDenied', 'Access denied');
}

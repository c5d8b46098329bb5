import { refuse } from '../api-error.ts';
import { personByIdentity } from '../people.ts';
import { mayRead } from '../sharepoint/items.ts';
import type { Call, SeedList, SeedSite, World } from '../world.ts';

/** Who may do what: the app writes on sites granted to it, a person reads what they may read. */
export type Access = 'read' | 'write';

/** The site in the address, once the caller may see something of it. */
export function allowedSite(call: Call, world: World): SeedSite {
  const site = world.seed.sites.find(({ id }) => id === call.params.site);
  if (!site) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  return site.lists.some((list) => allows(call, world, site, list, 'read')) ? site : denied();
}

/** The list in the address, by id or name. */
export function allowedList(call: Call, world: World, access: Access): SeedList {
  const site = world.seed.sites.find(({ id }) => id === call.params.site);
  if (!site) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  const list = site.lists.find(
    ({ id, name }) => id === call.params.list || name === call.params.list,
  );
  if (!list) return refuse(404, 'itemNotFound', 'The specified list was not found');
  return allows(call, world, site, list, access) ? list : denied();
}

/**
 * Sites.Selected opens the granted sites to the app. With a person's token, what counts is what
 * that person may do there as well.
 * https://learn.microsoft.com/graph/permissions-selected-overview
 */
export function allows(
  call: Call,
  world: World,
  site: SeedSite,
  list: SeedList,
  access: Access,
): boolean {
  if ((site.app ?? 'write') === 'none') return false;
  const { idtyp, roles, scp, tid, oid } = call.claims;
  if (idtyp === 'app') return Array.isArray(roles) && roles.includes('Sites.Selected');
  const consented = String(scp).split(' ').includes('Sites.Selected');
  const person = personByIdentity(world, tid, oid);
  return access === 'read' && consented && person !== undefined && mayRead(list, person.mail);
}

export function denied(): never {
  return refuse(403, 'accessDenied', 'Access denied');
}

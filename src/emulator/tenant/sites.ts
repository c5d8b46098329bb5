import type { SeedList, SeedSite, World } from '../world.ts';
import { laid, storedLists } from './tables.ts';

/** The sites with the lists they have now: the seed's, those changed since, and those made here. */
export function sitesOf(world: World): SeedSite[] {
  const stored = storedLists(world).values();
  const sample = laid(world).get('state') !== 'blank';
  return world.seed.sites.map((site) => {
    const here = stored.filter(({ siteId }) => siteId === site.id).map(({ list }) => list);
    const untouched = sample ? site.lists.filter((list) => !here.some(sameAs(list))) : [];
    return { ...site, lists: [...untouched, ...here] };
  });
}

const sameAs =
  (list: SeedList) =>
  ({ id }: SeedList): boolean =>
    id === list.id;

/** The site of that id or address path, case and outer slashes left aside. */
export function siteById(world: World, id: string): SeedSite | undefined {
  return sitesOf(world).find((site) => site.id.toLowerCase() === id.toLowerCase());
}

export function siteByPath(world: World, hostname: string, path: string): SeedSite | undefined {
  return sitesOf(world).find(
    (site) =>
      site.hostname.toLowerCase() === hostname.toLowerCase() &&
      trimmed(site.path) === trimmed(path),
  );
}

export function trimmed(path: string): string {
  return path.toLowerCase().replace(/^\/|\/$/g, '');
}

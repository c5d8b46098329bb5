import { personByMail } from '../people.ts';
import { columnsOf } from '../sharepoint/columns.ts';
import { findList, itemsOf, mayRead, shownColumns } from '../sharepoint/items.ts';
import { sitesOf } from '../tenant/sites.ts';
import type { Answer, Call, Route, SeedList, SeedSite, World } from '../world.ts';
import { deny } from './reading.ts';

export const controlListRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/lists', token: 'none', handle: lists },
  { method: 'GET', path: '/_emulator/sharepoint/:list', token: 'none', handle: asSeenBy },
];

function lists(_call: Call, world: World): Answer {
  const all = sitesOf(world).flatMap((site) => site.lists.map((list) => ({ site, list })));
  const body = all.map(({ site, list }) => ({
    ...shown(world, site, list),
    columns: columnsOf(list),
  }));
  return { status: 200, body };
}

/** The list's page as the person `as` gets it; whoever is not a reader is told so in French. */
function asSeenBy(call: Call, world: World): Answer {
  const place = findList(world, call.params.list ?? '');
  if (!place) return deny(404, 'not-found', 'Cette liste n’existe pas.');
  const mail = call.query.as ?? '';
  if (!mayRead(world, place.list, mail)) return deny(403, 'access-denied', refusal(world, mail));
  const body = { ...shown(world, place.site, place.list), columns: shownColumns(place.list) };
  return { status: 200, body };
}

function refusal(world: World, mail: string): string {
  const who = personByMail(world, mail)?.name ?? 'Cette personne';
  return `${who} ne fait pas partie des lecteur·rices de cette liste. Seul·es les ingénieur·es en mentorat de la promotion peuvent l’ouvrir, en lecture.`;
}

function shown(world: World, site: SeedSite, list: SeedList): Record<string, unknown> {
  const items = itemsOf(world, list).map(({ id, fields, createdBy, createdDateTime }) => ({
    id,
    fields,
    createdBy,
    createdDateTime,
  }));
  return { id: list.id, site: site.name, name: list.name, readers: list.readers, items };
}

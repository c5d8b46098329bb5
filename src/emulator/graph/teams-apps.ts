import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { type CatalogueApp, catalogue } from '../tenant/tables.ts';
import { unzipped } from '../tenant/zip.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { demand } from './admin-rights.ts';
import { readFilter } from './body.ts';

const all = '/v1.0/appCatalogs/teamsApps';

/**
 * The organisation's own apps; the store's are not imitated.
 * https://learn.microsoft.com/graph/api/teamsapp-publish
 */
export const teamsAppRoutes: Route[] = [
  { method: 'GET', path: all, token: 'graph', query: ['$filter', '$expand'], handle: list },
  { method: 'POST', path: all, token: 'graph', handle: publish },
  { method: 'POST', path: `${all}/:app/appDefinitions`, token: 'graph', handle: update },
];

const writers = ['AppCatalog.ReadWrite.All'];

function list(call: Call, world: World): Answer {
  demand(call, world, [...writers, 'AppCatalog.Read.All', 'AppCatalog.Submit']);
  const filter = readFilter(call, ['externalId', 'displayName', 'id']);
  const { $expand } = call.query;
  if ($expand !== undefined && $expand !== 'appDefinitions') notServed(`$expand=${$expand}`);
  const rows = catalogue(world).values().map(resource);
  const found = rows.filter((row) => !filter || row[filter.property] === filter.value);
  const value = found.map(({ appDefinitions, ...row }) =>
    $expand ? { ...row, appDefinitions } : row,
  );
  return { status: 200, body: { value } };
}

function publish(call: Call, world: World): Answer {
  demand(call, world, writers);
  const manifest = manifestOf(call);
  const { id: externalId } = manifest;
  const there = catalogue(world).values();
  if (there.some((known) => known.externalId === externalId)) {
    refuse(409, 'Conflict', `An app with the id ${externalId} already exists in the catalogue.`);
  }
  const id = randomUUID();
  const made = published({ id, externalId, definitions: [] }, manifest);
  catalogue(world).put(id, made);
  const { appDefinitions: _, ...body } = resource(made);
  return { status: 201, body };
}

/** A new version of what is there: the same manifest's id, and another number. */
function update(call: Call, world: World): Answer {
  demand(call, world, writers);
  const known = catalogue(world).get(call.params.app ?? '');
  if (!known) return refuse(404, 'NotFound', 'The app is not in the catalogue.');
  const manifest = manifestOf(call);
  if (manifest.id !== known.externalId) {
    refuse(400, 'BadRequest', 'The id of the manifest is not that of the app.');
  }
  if (known.definitions.some(({ version }) => version === manifest.version)) {
    refuse(409, 'Conflict', `Version ${manifest.version} of the app already exists.`);
  }
  catalogue(world).put(known.id, published(known, manifest));
  return { status: 204 };
}

const appManifest = z.looseObject({
  id: z.guid(),
  version: z.string().regex(/^\d+(\.\d+)*$/),
  name: z.looseObject({ short: z.string() }),
  description: z.looseObject({ short: z.string(), full: z.string() }),
  bots: z.array(z.looseObject({ botId: z.string() })).default([]),
});
type Manifest = z.infer<typeof appManifest>;

function manifestOf(call: Call): Manifest {
  const text = Buffer.isBuffer(call.body) ? unzipped(call.body, 'manifest.json') : undefined;
  if (!text) return refuse(400, 'BadRequest', 'The body is no app package with a manifest.json.');
  const read = appManifest.safeParse(parsed(text.toString('utf8')));
  if (read.success) return read.data;
  return refuse(400, 'BadRequest', `The manifest is not valid. ${z.prettifyError(read.error)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A manifest that is no JSON is refused by its schema.
    return undefined;
  }
}

function published(
  app: Pick<CatalogueApp, 'id' | 'externalId' | 'definitions'>,
  { version, name, description, bots }: Manifest,
): CatalogueApp {
  const definition = {
    id: Buffer.from(`${app.id}##${version}`).toString('base64'),
    version,
    displayName: name.short,
    shortDescription: description.short,
    description: description.full,
  };
  const { id, externalId } = app;
  const definitions = [...app.definitions, definition];
  const botId = bots[0]?.botId.toLowerCase() ?? null;
  return { id, externalId, displayName: name.short, botId, definitions };
}

/** The catalogue shows the definition that is published now. */
function resource({
  id,
  externalId,
  displayName,
  definitions,
}: CatalogueApp): Record<string, unknown> {
  const appDefinitions = definitions
    .slice(-1)
    .map((each) => ({ ...each, teamsAppId: id, publishingState: 'published' }));
  return { id, externalId, displayName, distributionMethod: 'organization', appDefinitions };
}

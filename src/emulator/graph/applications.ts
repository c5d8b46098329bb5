import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { register } from '../tenant/register.ts';
import { type Application, applications, federatedCredentials } from '../tenant/tables.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { demand } from './admin-rights.ts';
import { applicationChange, applicationCreation, changed } from './application-body.ts';
import { readFilter, readGraphBody } from './body.ts';
import { checkSelect, page, select } from './page.ts';

const all = '/v1.0/applications';
const one = `${all}/:application`;
const federated = `${one}/federatedIdentityCredentials`;
const pageSize = { standard: 100, most: 999 };

/** https://learn.microsoft.com/graph/api/resources/application */
export const applicationRoutes: Route[] = [
  { method: 'GET', path: all, token: 'graph', query: ['$filter', '$select', '$top'], handle: list },
  { method: 'POST', path: all, token: 'graph', handle: create },
  { method: 'GET', path: one, token: 'graph', query: ['$select'], handle: read },
  { method: 'PATCH', path: one, token: 'graph', handle: change },
  { method: 'GET', path: federated, token: 'graph', query: ['$select'], handle: listFederated },
  { method: 'POST', path: federated, token: 'graph', handle: addFederated },
];

const writers = ['Application.ReadWrite.All', 'Directory.ReadWrite.All'];
export const applicationReaders = [...writers, 'Application.Read.All', 'Directory.Read.All'];
const badRequest = 'Request_BadRequest';

function list(call: Call, world: World): Answer {
  demand(call, world, applicationReaders);
  const filter = readFilter(call, ['appId', 'displayName']);
  const found = applications(world)
    .values()
    .filter(
      (each) =>
        !filter ||
        Object.entries(each).some(
          ([name, value]) => name === filter.property && value === filter.value,
        ),
    );
  const rows = found.map((each) => chosen(call, withoutKeys(each)));
  return { status: 200, body: page(call, rows, pageSize) };
}

function create(call: Call, world: World): Answer {
  demand(call, world, writers);
  const { displayName, ...rest } = readGraphBody(applicationCreation, call, badRequest);
  const made = register(world, { displayName });
  try {
    return { status: 201, body: withoutKeys(saved(world, made, rest)) };
  } catch (refusal) {
    // Nothing is registered that was refused.
    applications(world).remove(made.id);
    throw refusal;
  }
}

/** The key itself is told only where one application is read for its keys. */
function read(call: Call, world: World): Answer {
  demand(call, world, applicationReaders);
  const found = existing(call, world);
  const keys = call.query.$select?.split(',').includes('keyCredentials');
  return { status: 200, body: chosen(call, keys ? { ...found } : withoutKeys(found)) };
}

function change(call: Call, world: World): Answer {
  demand(call, world, writers);
  const found = existing(call, world);
  saved(world, found, readGraphBody(applicationChange, call, badRequest));
  return { status: 204 };
}

function saved(
  world: World,
  before: Application,
  change: z.infer<typeof applicationChange>,
): Application {
  const { tenants, home } = world.seed;
  const domain = tenants.find(({ id }) => id === home.tenant)?.domain ?? home.tenant;
  const after = changed(before, change, { tenant: home.tenant, domain });
  const others = applications(world)
    .values()
    .filter(({ id }) => id !== after.id);
  const taken = after.identifierUris.find((uri) =>
    others.some(({ identifierUris }) => identifierUris.includes(uri)),
  );
  if (taken !== undefined) {
    const message = `Another object with the same value for property identifierUris already exists: ${taken}`;
    refuse(400, badRequest, message);
  }
  applications(world).put(after.id, after);
  return after;
}

function withoutKeys(application: Application): Record<string, unknown> {
  const keyCredentials = application.keyCredentials.map((each) => ({ ...each, key: null }));
  return { ...application, keyCredentials, passwordCredentials: [] };
}

function chosen(call: Call, row: Record<string, unknown>): Record<string, unknown> {
  checkSelect(call, (name) => name in row || name === 'passwordCredentials');
  return select(call, row, []);
}

function existing(call: Call, world: World): Application {
  const id = call.params.application ?? '';
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return applications(world).get(id) ?? refuse(404, 'Request_ResourceNotFound', message);
}

const federatedCredential = z.strictObject({
  name: z.string().min(1).max(120),
  issuer: z.url(),
  subject: z.string().min(1),
  audiences: z.array(z.string()).length(1),
  description: z.string().nullish(),
});

function listFederated(call: Call, world: World): Answer {
  demand(call, world, applicationReaders);
  const { id } = existing(call, world);
  const found = federatedCredentials(world)
    .values()
    .filter(({ application }) => application === id);
  return {
    status: 200,
    body: { value: found.map(({ application: _, ...rest }) => chosen(call, rest)) },
  };
}

/** At most twenty an application, each name and each pair of issuer and subject once. */
function addFederated(call: Call, world: World): Answer {
  demand(call, world, writers);
  const { id: application } = existing(call, world);
  const asked = readGraphBody(federatedCredential, call, badRequest);
  const there = federatedCredentials(world)
    .values()
    .filter((each) => each.application === application);
  if (there.length >= 20) refuse(400, badRequest, 'There are 20 federated credentials already.');
  const same = (name: 'name' | 'issuer' | 'subject') => (each: (typeof there)[number]) =>
    each[name] === asked[name];
  const twin = there.some(same('name')) || there.filter(same('issuer')).some(same('subject'));
  if (twin) {
    const message =
      'FederatedIdentityCredential with this name, or issuer and subject, already exists.';
    refuse(409, 'Request_MultipleObjectsWithSameKeyValue', message);
  }
  const made = { ...asked, id: randomUUID(), application, description: asked.description ?? null };
  federatedCredentials(world).put(made.id, made);
  const { application: _, ...body } = made;
  return { status: 201, body };
}

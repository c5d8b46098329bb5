import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfidentialClientApplication } from '@azure/msal-node';
import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { tabToken } from '../../src/emulator/entra/token-claims.ts';
import { personByMail } from '../../src/emulator/people.ts';
import {
  type EmulatorOptions,
  localAppSecret,
  type RunningEmulator,
  startEmulator,
} from '../../src/emulator/start.ts';
import type { Seed, SeedPerson } from '../../src/emulator/world.ts';

export const home = '11111111-0000-4000-8000-000000000001';
export const hospital = '22222222-0000-4000-8000-000000000002';
export const sharing = '22222222-0000-4000-8000-000000000003';
export const appId = '33333333-0000-4000-8000-000000000003';
export const programme = 'programme@comite.example';
export const siteId = 'comite.sharepoint.example,aaaa1111,bbbb2222';

function person(given: Partial<SeedPerson> & Pick<SeedPerson, 'name' | 'mail'>): SeedPerson {
  return {
    id: `id-of-${given.mail}`,
    tenant: home,
    roles: ['mentee'],
    reach: 'bot',
    mailbox: 'here',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    ...given,
  };
}

export const coline = person({
  name: 'Coline Roy',
  mail: 'coline@comite.example',
  roles: ['coach', 'referent'],
});
export const pilar = person({
  name: 'Pilar Gomez',
  mail: 'pilar@comite.example',
  roles: ['pilot'],
});
export const awa = person({ name: 'Awa Diallo', mail: 'awa@comite.example', pair: 'B1' });
export const marc = person({
  name: 'Marc Petit',
  mail: 'marc@comite.example',
  roles: ['mentor'],
  pair: 'B1',
});
export const lucie = person({
  name: 'Lucie Morel',
  mail: 'lucie@hopital.example',
  tenant: hospital,
  reach: 'email',
  mailbox: 'elsewhere',
  pair: 'B2',
});
export const paul = person({
  name: 'Paul Hoarau',
  mail: 'paul@partage.example',
  tenant: sharing,
  mailbox: 'elsewhere',
  roles: ['mentor'],
  timeZone: 'Indian/Reunion',
  pair: 'B2',
});
export const otherCoach = person({
  name: 'Odile Blanc',
  mail: 'odile@comite.example',
  roles: ['coach'],
});

export const trackingList = {
  id: 'list-1',
  name: 'Suivi des rencontres',
  readers: [coline.mail],
  columns: [
    { name: 'Title', displayName: 'Binôme', required: true, indexed: true, text: {} },
    { name: 'MeetingDate', displayName: 'Date', required: true, dateTime: { format: 'dateOnly' } },
    {
      name: 'Themes',
      displayName: 'Thématiques générales',
      choice: { choices: ['Prise de poste', 'Équipe'], displayAs: 'checkBoxes' },
    },
    { name: 'MeetingKey', hidden: true, enforceUniqueValues: true, indexed: true, text: {} },
  ],
};

export const seed: Seed = {
  start: '2026-04-14T07:00:00.000Z',
  home: {
    tenant: home,
    programmeMailbox: { mail: programme, name: 'Programme' },
    administrator: { id: 'id-of-admin', mail: 'admin@comite.example', name: 'Noé Garnier' },
  },
  tenants: [
    { id: home, name: 'Comité', domain: 'comite.example', sharesFreeBusy: false },
    { id: hospital, name: 'Hôpital', domain: 'hopital.example', sharesFreeBusy: false },
    { id: sharing, name: 'Partage', domain: 'partage.example', sharesFreeBusy: true },
  ],
  people: [coline, pilar, otherCoach, lucie, paul, awa, marc],
  sites: [
    {
      id: siteId,
      hostname: 'comite.sharepoint.example',
      path: '/sites/mentorat',
      name: 'Comité de mentorat',
      lists: [
        trackingList,
        { ...trackingList, id: 'list-2', name: 'Autre promotion', readers: [otherCoach.mail] },
      ],
    },
    {
      id: 'closed-site',
      hostname: 'comite.sharepoint.example',
      path: '/sites/autre',
      name: 'Autre',
      app: 'none',
      lists: [{ ...trackingList, id: 'list-3' }],
    },
  ],
};

/** A product that is down: nothing listens on the discard port. */
export const noProduct = 'http://127.0.0.1:9';

export async function startOn(
  dataDir: string,
  options: Partial<EmulatorOptions> = {},
): Promise<RunningEmulator> {
  const common = { port: 0, productUrl: noProduct, appId, seed, selfRunning: false };
  const emulator = await startEmulator({ ...common, dataDir, ...options });
  key = emulator.world.store.table('key').get('signing');
  return emulator;
}

/** Making a key takes long, so the worlds of one file share theirs. */
let key: unknown;

export function startAnew(options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> {
  return startOn(newFolder(), options);
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-emulator-'));
  const line = `${JSON.stringify(['key', 'signing', key])}\n`;
  if (key) writeFileSync(join(folder, 'journal.jsonl'), line);
  return folder;
}

/** msal with its real authority, and this emulator behind the addresses. */
export function entraApp(emulator: RunningEmulator, tenant = home, secret = localAppSecret) {
  const base = `${emulator.url}/${tenant}`;
  const authority = `https://login.microsoftonline.com/${tenant}`;
  const authorityMetadata = JSON.stringify({
    issuer: `${authority}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
  return new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret: secret, authority, authorityMetadata },
  });
}

export async function appTokenFor(emulator: RunningEmulator): Promise<string> {
  const scopes = ['https://graph.microsoft.com/.default'];
  const reply = await entraApp(emulator).acquireTokenByClientCredential({ scopes });
  return reply?.accessToken ?? '';
}

/** A token for Graph in the name of someone who opened the tab. */
export async function tokenOnBehalfOf(emulator: RunningEmulator, mail: string): Promise<string> {
  const who = personByMail(emulator.world, mail);
  if (!who) throw new Error(`nobody has ${mail}`);
  const oboAssertion = await tabToken(emulator.world, who);
  const scopes = ['https://graph.microsoft.com/Sites.Selected'];
  const app = entraApp(emulator, who.tenant);
  const reply = await app.acquireTokenOnBehalfOf({ oboAssertion, scopes });
  return reply?.accessToken ?? '';
}

/** The real Graph client, its last handler sending to the emulator. Nothing retries. */
export function graphClient(emulator: RunningEmulator, token: () => Promise<string>): Client {
  const last: Middleware = {
    async execute(context: Context) {
      const { request } = context;
      const url = typeof request === 'string' ? request : request.url;
      const here = url.replace('https://graph.microsoft.com', emulator.url);
      context.response = await fetch(here, context.options);
    },
  };
  const first = new AuthenticationHandler({ getAccessToken: token });
  const telemetry = new TelemetryHandler();
  first.setNext(telemetry);
  telemetry.setNext(last);
  return Client.initWithMiddleware({ middleware: first });
}

export async function appClient(emulator: RunningEmulator): Promise<Client> {
  const token = await appTokenFor(emulator);
  return graphClient(emulator, async () => token);
}

export interface Reply {
  status: number;
  /** Read by the tests as the documentation has it. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of each body is what a test checks
  body: any;
  headers: Headers;
}

/** A call to the emulator as anybody may make it; the body is sent as JSON. */
export async function ask(
  emulator: RunningEmulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const reply = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return {
    status: reply.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: reply.headers,
  };
}

/** The same, in the app's name. */
export async function asApp(
  emulator: RunningEmulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const authorization = `Bearer ${await appTokenFor(emulator)}`;
  return ask(emulator, method, path, body, { authorization, ...headers });
}

export const paris = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Paris' });

export const invite = (...mails: string[]) =>
  mails.map((address) => ({ emailAddress: { address }, type: 'required' }));

/** Tuesday 5 May 2026, 14:00 to 15:00 in Paris. */
export const tuesdayMeeting = {
  subject: 'Rendez-vous programme',
  start: paris('2026-05-05T14:00:00'),
  end: paris('2026-05-05T15:00:00'),
  attendees: invite(awa.mail, marc.mail),
  sensitivity: 'private',
};

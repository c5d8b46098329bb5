import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const Manifest = z.object({
  $schema: z.string(),
  manifestVersion: z.string(),
  id: z.string(),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  bots: z.array(
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({ commands: z.array(z.object({ title: z.string(), description: z.string() })) }),
      ),
    }),
  ),
  staticTabs: z.array(
    z.object({
      entityId: z.string(),
      contentUrl: z.string().optional(),
      scopes: z.array(z.string()),
    }),
  ),
  configurableTabs: z.array(
    z.object({
      configurationUrl: z.string(),
      scopes: z.array(z.string()),
      context: z.array(z.string()),
    }),
  ),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
  authorization: z.unknown(),
  extensions: z.array(
    z.object({
      requirements: z.object({ scopes: z.array(z.string()) }),
      runtimes: z.array(z.object({ code: z.object({ page: z.string() }) })),
      ribbons: z.array(z.object({ contexts: z.array(z.string()) })),
      alternates: z.array(z.unknown()),
    }),
  ),
});
const Strings = z.record(z.string(), z.string());

let folder: string;
let entries: Record<string, Uint8Array>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemaque-package-'));
  expect(makePackages()).toMatchObject({ status: 0, stderr: '' });
  entries = unzipSync(readFileSync(join(folder, 'telemaque-teams.zip')));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the Teams package', () => {
  test('holds the manifest, its two languages and its two icons, and nothing else', () => {
    const names = ['color.png', 'en.json', 'fr.json', 'manifest.json', 'outline.png'];

    expect(Object.keys(entries).sort()).toEqual(names);
  });

  test.each([
    ['manifest.json', 'MicrosoftTeams.schema.json'],
    ['fr.json', 'MicrosoftTeams.Localization.schema.json'],
    ['en.json', 'MicrosoftTeams.Localization.schema.json'],
  ])('%s follows the schema the vendor ships', (name, schema) => {
    expect(schemaErrors(schema, json(name))).toEqual([]);
  });

  test('no placeholder is left in any of its files', () => {
    const texts = ['manifest.json', 'fr.json', 'en.json'].map((name) => text(name));

    expect(texts.filter((each) => each.includes('${{'))).toEqual([]);
  });

  test('a chat may have the pair’s tab too, and a team may not', () => {
    const [tab, ...others] = manifest().configurableTabs;

    expect(tab?.configurationUrl).toMatch(/^https:\/\/[\w.-]+\/tab\/settings$/);
    expect(tab).toMatchObject({ scopes: ['groupChat'], context: ['privateChatTab'] });
    expect(others).toEqual([]);
  });

  test('speaks to one person at a time: bot and tabs are personal, and no team is asked anything', () => {
    const { bots, staticTabs, authorization } = manifest();

    expect([...bots, ...staticTabs].flatMap(({ scopes }) => scopes)).toEqual(
      Array(5).fill('personal'),
    );
    // The one right is to write to the appointment that stands open, as the Outlook manifest has it.
    const open = { name: 'MailboxItem.ReadWrite.User', type: 'Delegated' };
    expect(authorization).toEqual({ permissions: { resourceSpecific: [open] } });
  });

  test('the tabs, their domain and their sign-in address stand on one host, and the bot is their Entra app', () => {
    const { staticTabs, validDomains, webApplicationInfo, bots } = manifest();

    expect(staticTabs.flatMap(({ contentUrl }) => contentUrl ?? [])).toEqual([
      'https://telemaque.example/tab/pair',
      'https://telemaque.example/tab/coach',
    ]);
    expect(validDomains).toEqual(['telemaque.example']);
    expect(webApplicationInfo.id).toBe(bots[0]?.botId);
    expect(webApplicationInfo.resource).toBe(`api://telemaque.example/botid-${bots[0]?.botId}`);
  });

  test('puts the pane beside appointments, and hides there its twin for older Outlooks', () => {
    const [outlook] = manifest().extensions;

    expect(outlook).toMatchObject({
      requirements: { scopes: ['mail'] },
      runtimes: [{ code: { page: 'https://telemaque.example/outlook' } }],
      ribbons: [{ contexts: ['meetingDetailsOrganizer', 'meetingDetailsAttendee'] }],
    });
    const [, twin] = /<Id>([^<]+)<\/Id>/.exec(outlookManifest()) ?? [];
    expect(outlook?.alternates).toEqual([{ hide: { customOfficeAddin: { officeAddinId: twin } } }]);
  });

  test.each(['fr.json', 'en.json'])('the button says in %s what its twin says', (name) => {
    const words = Object.entries(Strings.parse(json(name)));
    const button = words.filter(([key]) => key.startsWith('extensions[0].'));

    expect(button).toHaveLength(4);
    expect(button.filter(([, text]) => !outlookManifest().includes(`="${text}"`))).toEqual([]);
  });

  test('the French file says what the manifest says, and the English one leaves nothing out', () => {
    const french = Strings.parse(json('fr.json'));
    const { name, description, bots } = manifest();
    const command = bots[0]?.commandLists[0]?.commands[0];

    expect(french).toMatchObject({
      'name.full': name.full,
      'description.short': description.short,
      'description.full': description.full,
      'bots[0].commandLists[0].commands[0].title': command?.title,
      'bots[0].commandLists[0].commands[0].description': command?.description,
    });
    expect(Object.keys(Strings.parse(json('en.json')))).toEqual(Object.keys(french));
  });

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square of %i pixels', (name, side) => {
    expect(sizeOf(entries[name])).toEqual([side, side]);
  });

  test('is the same, byte for byte, when made again', () => {
    const before = readFileSync(join(folder, 'telemaque-teams.zip'));

    makePackages();

    expect(readFileSync(join(folder, 'telemaque-teams.zip')).equals(before)).toBe(true);
  });
});

describe('the Outlook manifest', () => {
  test('is read by the vendor’s own reader, and asks for the open item alone', async () => {
    const path = join(folder, 'telemaque-outlook.xml');
    const read = await OfficeAddinManifest.readManifestFile(path);

    expect(read).toMatchObject({
      displayName: 'Télémaque',
      officeAppType: 'MailApp',
      defaultLocale: 'fr-FR',
      permissions: 'ReadWriteItem',
      hosts: ['Mailbox'],
    });
    expect(outlookManifest()).not.toContain('${{');
  });

  test('every resource its button names is defined once', () => {
    const xml = outlookManifest();
    const named = new Set([...xml.matchAll(/resid="(\w+)"/g)].map(([, id]) => id));
    const defined = [...xml.matchAll(/<bt:(?:Image|Url|String) id="(\w+)"/g)].map(([, id]) => id);

    expect(defined.sort()).toEqual([...named].sort());
  });
});

describe('a broken package is not made, and says why', () => {
  test.each([
    ['an unknown scope', '"scopes": ["personal"]', '"scopes": ["hallway"]', /scopes\/0 .*personal/],
    ['a misspelt field', '"accentColor"', '"accentColour"', /accentColour/],
    ['a colour in words', '"#0B5563"', '"teal"', /accentColor/],
    ['a value nobody gave', 'BOT_ID', 'ROBOT_ID', /ROBOT_ID has no value: set it in/],
    ['icons put the wrong way round', 'outline.png', 'color.png', /must be 32 × 32/],
  ])('%s', (_what, right, wrong, says) => {
    const from = join(folder, 'broken');
    cpSync('appPackage', from, { recursive: true });
    const sound = readFileSync(join(from, 'manifest.json'), 'utf8');
    writeFileSync(join(from, 'manifest.json'), sound.replace(right, wrong));

    const made = makePackages('--from', from, '--out', join(folder, 'never'));

    expect(made.stderr).toMatch(says);
    expect(made.status).toBe(1);
  });
});

function makePackages(...args: string[]): { status: number | null; stderr: string } {
  const all = ['scripts/package.mjs', '--out', folder, ...args];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stderr };
}

function text(name: string): string {
  return strFromU8(entries[name] ?? new Uint8Array());
}

const outlookManifest = (): string => readFileSync(join(folder, 'telemaque-outlook.xml'), 'utf8');

function json(name: string): unknown {
  return JSON.parse(text(name));
}

function manifest(): z.infer<typeof Manifest> {
  return Manifest.parse(json('manifest.json'));
}

function schemaErrors(name: string, content: unknown): unknown[] {
  const shipped = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
  const schemas = join(shipped, '../json-schemas/teams', `v${manifest().manifestVersion}`);
  // Some of the vendor's patterns are not valid Unicode ones.
  const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, name), 'utf8')));
  return validate(content) ? [] : (validate.errors ?? []);
}

/** Width and height stand in a PNG's first chunk, sixteen bytes in. */
function sizeOf(png: Uint8Array | undefined): number[] {
  if (!png) return [];
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return [view.getUint32(16), view.getUint32(20)];
}

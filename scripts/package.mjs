// Makes what an administrator uploads: the Teams package and the Outlook manifest.
//   npm run package -- [--env FILE] [--from FOLDER] [--out FOLDER]
// Placeholders `${{NAME}}` are filled from FILE (infra/sample.env); FOLDER is the Teams package's.
// Everything is checked before anything is written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strToU8, zipSync } from 'fflate';

const { values: options } = parseArgs({
  options: {
    env: { type: 'string', default: 'infra/sample.env' },
    from: { type: 'string', default: 'appPackage' },
    out: { type: 'string', default: 'build' },
  },
});
const env = parseEnv(readFileSync(options.env, 'utf8'));
const faults = [];

const manifestText = filled(join(options.from, 'manifest.json'));
const manifest = JSON.parse(manifestText);
const { defaultLanguageFile, additionalLanguages = [] } = manifest.localizationInfo ?? {};
const languages = [defaultLanguageFile, ...additionalLanguages.map(({ file }) => file)];
const icons = { [manifest.icons?.color]: 192, [manifest.icons?.outline]: 32 };

checkSchema('manifest.json', 'MicrosoftTeams.schema.json', manifest);
const entries = { 'manifest.json': strToU8(manifestText) };
for (const name of languages.filter(Boolean)) {
  const text = filled(join(options.from, name));
  checkSchema(name, 'MicrosoftTeams.Localization.schema.json', JSON.parse(text));
  entries[name] = strToU8(text);
}
for (const [name, side] of Object.entries(icons)) {
  entries[name] = new Uint8Array(readFileSync(join(options.from, name)));
  checkIcon(name, side);
}
const outlook = filled('manifest/outlook.xml');

if (faults.length > 0) {
  console.error(`the packages were not made:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  process.exit(1);
}
mkdirSync(options.out, { recursive: true });
const teams = join(options.out, 'telemaque-teams.zip');
// A fixed local date, so that the same sources make the same bytes in every time zone.
writeFileSync(teams, zipSync(entries, { mtime: new Date(2026, 0, 1) }));
writeFileSync(join(options.out, 'telemaque-outlook.xml'), outlook);
console.log(`made ${teams} and ${join(options.out, 'telemaque-outlook.xml')} from ${options.env}`);

/** The file with its placeholders filled; each name without a value is a fault. */
function filled(path) {
  return readFileSync(path, 'utf8').replace(/\$\{\{(\w+)\}\}/g, (placeholder, name) => {
    if (env[name]) return escaped(path, env[name]);
    faults.push(`${path}: ${name} has no value: set it in ${options.env}`);
    return placeholder;
  });
}

function escaped(path, value) {
  if (path.endsWith('.json')) return JSON.stringify(value).slice(1, -1);
  return value.replace(/[&<"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;' })[sign]);
}

/** Checks against the schema of the version the manifest names, as the vendor ships it. */
function checkSchema(name, schemaFile, content) {
  const shipped = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
  const version = `v${manifest.manifestVersion}`;
  const path = join(shipped, '../json-schemas/teams', version, schemaFile);
  // Some of the vendor's patterns are not valid Unicode ones.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  if (validate(content)) return;
  for (const { instancePath, message, params } of validate.errors ?? []) {
    const allowed = params.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
    const extra = params.additionalProperty ? ` (${params.additionalProperty})` : '';
    faults.push(`${name}: ${instancePath || 'the file'} ${message}${allowed}${extra}`);
  }
}

/** Width and height stand in a PNG's first chunk, sixteen bytes in. */
function checkIcon(name, side) {
  const bytes = entries[name];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width !== side || height !== side)
    faults.push(`${name}: is ${width} × ${height}, and must be ${side} × ${side}`);
}

// Writes what the product is made of: `npm run sbom [-- --out FILE]`, CycloneDX 1.5 in JSON.
// Made from the lockfile, which says what is installed; `npm sbom --omit dev` leaves out what a
// development tool needs as well. The same lockfile gives the same bytes: no time is told, and the
// serial number is the lockfile's digest.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'build/sbom.cdx.json' } },
});
const text = readFileSync('package-lock.json');
const { packages } = JSON.parse(text);
const { '': product, ...others } = packages;
const installed = Object.entries(others).filter(([, { dev }]) => !dev);
/** The same version may lie in several places, and is one component. */
const refs = new Map(installed.map(([path, { version }]) => [path, `${nameOf(path)}@${version}`]));
const digest = createHash('sha256').update(text).digest('hex');

const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  // Version 8 of RFC 9562: a UUID made of bits of one's own.
  serialNumber: `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')}`,
  version: 1,
  metadata: {
    component: {
      'bom-ref': 'product',
      type: 'application',
      name: product.name,
      version: product.version,
      licenses: [{ license: { id: product.license } }],
    },
  },
  components: [
    ...new Map(
      installed.map(([path, locked]) => [refs.get(path), component(path, locked)]),
    ).values(),
  ].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
  dependencies: [
    { ref: 'product', dependsOn: needsOf('', product) },
    ...[...needsByRef()].sort().map(([ref, needs]) => ({ ref, dependsOn: [...needs].sort() })),
  ],
};
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`made ${options.out}: ${bom.components.length} packages`);

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function component(path, { version, integrity, license, optional, peer }) {
  const name = nameOf(path);
  const [algorithm, content] = integrity.split('-');
  return {
    'bom-ref': refs.get(path),
    type: 'library',
    name,
    version,
    scope: optional || peer ? 'optional' : 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    hashes: [
      {
        alg: algorithm.replace('sha', 'SHA-'),
        content: Buffer.from(content, 'base64').toString('hex'),
      },
    ],
    ...(license ? { licenses: [licenceOf(license)] } : {}),
  };
}

/** One name of the SPDX list, or several joined by words. */
function licenceOf(license) {
  return / (?:OR|AND) /.test(license) ? { expression: license } : { license: { id: license } };
}

function needsByRef() {
  const needs = new Map([...refs.values()].map((ref) => [ref, new Set()]));
  for (const [path, locked] of installed)
    for (const need of needsOf(path, locked)) needs.get(refs.get(path)).add(need);
  return needs;
}

/** What a package asks for, found as Node finds it: beside the package, or in a folder above. */
function needsOf(path, { dependencies, optionalDependencies, peerDependencies }) {
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return [...new Set(names.flatMap((name) => refs.get(placeOf(name, path)) ?? []))].sort();
}

function placeOf(name, from) {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))
  ) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (refs.has(place) || folder === '') return place;
  }
}

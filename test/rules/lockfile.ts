import { z } from 'zod';

const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      license: z.string().optional(),
    }),
  ),
});
export type Lock = z.infer<typeof Lock>;
type Locked = Lock['packages'][string];

const Direct = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

export const readLock = (text: string): Lock => Lock.parse(JSON.parse(text));

/**
 * Scripts run at installing are anybody's code on the machine that builds. None is run (`.npmrc` says
 * so), and this list says which packages have one: a new one has to be looked at first.
 */
const scripted = new Set(['tree-sitter-bicep']);

/** What may go to a customer's machine; development tools may be under MPL-2.0 too. */
const free = [
  ...['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0'],
  ...['MIT OR Apache-2.0', '(MIT OR CC0-1.0)', '(BSD-2-Clause OR GPL-2.0-only)', 'Unlicense'],
];
/** Others' dependencies: as free, under words of their own, or told elsewhere than where npm looks. */
const looked: Record<string, string> = {
  argparse: 'PSF-2.0, the licence of Python: permissive',
  jspath: 'MIT or GPL, in its package under an older name of the field',
  'parse-cache-control': 'BSD-3-Clause, in its package under an older name of the field',
};

/** What is wrong with what would be installed, in words; nothing where all is well. */
export function lockFaults(lock: Lock, manifest: unknown): string[] {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  return [
    ...packages.flatMap(([path, locked]) => faultsOf(path, locked)),
    ...loosened(Direct.parse(manifest)),
  ];
}

function faultsOf(path: string, locked: Locked): string[] {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const faults: [fault: boolean, says: string][] = [
    [locked.link === true, 'is a link: what it leads to is not locked'],
    [!/^sha512-[\w+/]{86}==$/.test(locked.integrity ?? ''), 'has no sha512 integrity'],
    [locked.resolved !== undefined, 'names the registry it came from'],
    [locked.hasInstallScript === true && !scripted.has(name), 'has a new install script'],
    [!isFree(name, locked), `is under ${locked.license ?? 'no licence that is told'}`],
  ];
  return faults.filter(([fault]) => fault).map(([, says]) => `${path} ${says}`);
}

function isFree(name: string, { license, dev }: Locked): boolean {
  if (license !== undefined && free.includes(license)) return true;
  return name in looked || (dev === true && license === 'MPL-2.0');
}

/** What package.json asks for is one version, not whichever comes next. */
function loosened({ dependencies, devDependencies }: z.infer<typeof Direct>): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `package.json asks for ${name} ${version}: give one version`);
}

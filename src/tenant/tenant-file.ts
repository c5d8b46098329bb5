import { z } from 'zod';

/** What the administrator wants, as their file says it. */
export type TenantFile = z.infer<typeof tenantFile>;

const guid = z.guid({ error: 'must be an id (GUID)' });
const mail = z
  .email({ error: 'must be a mail address' })
  .transform((address) => address.toLowerCase());
const sentence = z.string({ error: 'is missing' }).min(1, { error: 'is empty' }).max(200);
const https = z.url({ protocol: /^https$/, error: 'must be an https address' });
/** Local mode has no certificate, and serves the product on this machine. */
const publicUrl = z
  .string({ error: 'is missing' })
  .regex(/^(https:\/\/|http:\/\/localhost:)[^\s/]+\/?$/, {
    error: 'must be the https address of the product, without a path',
  })
  .transform((url) => url.replace(/\/$/, ''));

/** Teams refuses a package whose developer has a longer one. */
const publisherName = sentence.max(32, { error: 'has more than 32 characters' });

const site = z.strictObject({
  hostname: z.string({ error: 'is missing' }).regex(/^[\w.-]+$/, { error: 'must be a host name' }),
  path: z.string({ error: 'is missing' }).regex(/^\/\S+$/, { error: 'must begin with a slash' }),
  /** A role is named in the language of its site: « Lecture » on a French one. */
  readRole: sentence.default('Read'),
});

const list = z.union(
  [
    z.strictObject({ cohort: sentence }),
    z.strictObject({ name: sentence, readers: z.array(mail).min(1) }),
  ],
  { error: 'must name a cohort file (cohort:), or a list and its readers (name:, readers:)' },
);

const credential = z.union(
  [
    z.strictObject({ certificate: sentence }),
    z.strictObject({ federated: z.strictObject({ issuer: https, subject: sentence }) }),
  ],
  { error: 'must be a certificate (a PEM file), or federated with issuer and subject' },
);

const tenantFile = z.strictObject({
  tenant: guid,
  name: sentence,
  publicUrl,
  /** Of a registration that exists already under another name, or whose name is not unique. */
  appId: guid.optional(),
  mailbox: mail,
  probeMailbox: mail,
  site,
  lists: z.array(list, { error: 'must be a list' }).min(1, { error: 'names no list' }),
  /** Beside those of the cohort files. */
  coaches: z.array(mail).default([]),
  pilots: z.array(mail).default([]),
  credential: credential.optional(),
  installation: z.boolean({ error: 'must be true or false' }).default(false),
  pnpClientId: guid.optional(),
  teams: z
    .strictObject({
      package: sentence,
      id: guid,
      outlookId: guid,
      publisher: z.strictObject({ name: publisherName, url: https, privacy: https, terms: https }),
    })
    .optional(),
});

/** The file, or every fault of it at once, each in words. */
export function readTenantFile(
  content: unknown,
  mode: 'local' | 'real',
): { file: TenantFile } | { faults: string[] } {
  const read = tenantFile.safeParse(content);
  const faults = read.success ? [] : read.error.issues.flatMap(inWords);
  if (isWithout(content, 'credential') && mode === 'real') {
    faults.push('credential: is missing: how the app proves who it is, outside local mode');
  }
  if (read.success && read.data.mailbox === read.data.probeMailbox) {
    faults.push('probeMailbox: must be another mailbox than the programme’s');
  }
  if (!read.success || faults.length > 0) return { faults };
  return { file: read.data };
}

const isWithout = (content: unknown, name: string): boolean =>
  typeof content !== 'object' || content === null || !Object.hasOwn(content, name);

function inWords(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${[...issue.path, key].join('.')}: is not a setting of this file`,
    );
  }
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  // What zod says itself of a wrong type begins with a capital.
  const says = /^[a-z]/.test(issue.message)
    ? issue.message
    : 'is missing, or not what belongs there';
  return [`${place}: ${says}`];
}

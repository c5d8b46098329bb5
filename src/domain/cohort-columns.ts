/** What a column holds; each kind has its own check in `cohort-cells.ts`. */
export type CellKind =
  | 'code'
  | 'name'
  | 'text'
  | 'mail'
  | 'profession'
  | 'departement'
  | 'time-zone'
  | 'guid';

const fields = {
  name: { kind: 'name', label: 'nom', required: true },
  mail: { kind: 'mail', label: 'mail', required: true },
  profession: { kind: 'profession', label: 'corps', required: true },
  institution: { kind: 'text', label: 'établissement', required: true },
  city: { kind: 'text', label: 'ville', required: true },
  departement: { kind: 'departement', label: 'département', required: true },
  timeZone: { kind: 'time-zone', label: 'fuseau', required: false },
  tenant: { kind: 'guid', label: 'tenant', required: false },
  oid: { kind: 'guid', label: 'oid', required: false },
} as const satisfies Record<string, { kind: CellKind; label: string; required: boolean }>;

export type PersonField = keyof typeof fields;
export type PairRole = 'mentee' | 'mentor';
export type ColumnKey = 'code' | 'referent.mail' | `${PairRole}.${PersonField}`;

export interface Column {
  key: ColumnKey;
  kind: CellKind;
  /** The name we print when the file does not give one. */
  label: string;
  /** Whether the column, and each of its cells, must be there. */
  required: boolean;
}

const roleLabels = { mentee: 'mentoré', mentor: 'mentor' } as const;
export const personFields = Object.keys(fields).filter((field) => isPersonField(field));

function isPersonField(field: string): field is PersonField {
  return field in fields;
}

function columnsOf(role: PairRole): Column[] {
  return personFields.map((field) => ({
    key: `${role}.${field}`,
    kind: fields[field].kind,
    label: `${roleLabels[role]} ${fields[field].label}`,
    required: fields[field].required,
  }));
}

/** The columns of a cohort's CSV, in the order in which we write them. */
export const columns: readonly Column[] = [
  { key: 'code', kind: 'code', label: 'code', required: true },
  ...columnsOf('mentee'),
  ...columnsOf('mentor'),
  { key: 'referent.mail', kind: 'mail', label: 'référent mail', required: true },
];

// As people type them, folded (no accents, no punctuation, lower-case).
const roleNames: Record<PairRole, string[]> = {
  mentee: ['mentore', 'mentoree', 'mentore e', 'mentee'],
  mentor: ['mentor'],
};
const fieldNames: Record<PersonField, string[]> = {
  name: [
    'nom',
    'nom complet',
    'nom et prenom',
    'nom prenom',
    'prenom et nom',
    'prenom nom',
    'name',
  ],
  mail: ['mail', 'email', 'e mail', 'courriel', 'mel', 'adresse mail', 'adresse electronique'],
  profession: ['corps', 'profession', 'metier'],
  institution: ['etablissement', 'institution', 'hopital', 'hospital'],
  city: ['ville', 'commune', 'city', 'town'],
  departement: ['departement', 'dept', 'dep', 'dpt', 'department'],
  timeZone: ['fuseau', 'fuseau horaire', 'time zone', 'timezone'],
  tenant: ['tenant', 'tenant id', 'tenantid', 'locataire'],
  oid: ['oid', 'object id', 'objectid', 'id objet'],
};
const otherNames: Record<'code' | 'referent.mail', string[]> = {
  code: ['code', 'code binome', 'code du binome', 'binome', 'pair', 'pair code'],
  'referent.mail': ['referent', 'referent e', 'referente', 'coach'].flatMap((who) => [
    who,
    ...fieldNames.mail.flatMap((mail) => bothWays(who, mail)),
  ]),
};

/** Case, accents, punctuation and repeated spaces count for nothing when names are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function bothWays(who: string, what: string): string[] {
  return [
    `${who} ${what}`,
    ...['', 'du ', 'de la ', 'de ', 'of '].map((of) => `${what} ${of}${who}`),
  ];
}

const keysByName = new Map<string, ColumnKey>();
for (const name of otherNames.code) keysByName.set(name, 'code');
for (const name of otherNames['referent.mail']) keysByName.set(name, 'referent.mail');
for (const role of ['mentee', 'mentor'] as const)
  for (const field of personFields)
    for (const who of roleNames[role])
      for (const what of fieldNames[field])
        for (const name of bothWays(who, what)) keysByName.set(name, `${role}.${field}`);

/** Which column a header cell means, in French or English; undefined when none. */
export function columnNamed(header: string): Column | undefined {
  // `menteeMail` is how someone writes it who comes from a program.
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const key = keysByName.get(fold(header)) ?? keysByName.get(fold(spaced));
  return columns.find((column) => column.key === key);
}

/** The closest of `names` to what was typed, for « vouliez-vous dire ». */
export function nearest(typed: string, names: readonly string[]): string {
  const folded = fold(typed).slice(0, 60);
  const ranked = names
    .slice(0, 60)
    .map((name) => ({ name, distance: distance(folded, fold(name)) }));
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? '';
}

/** Levenshtein: how many letters to add, drop or replace. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

import { keptOutside, keptTables, type Why } from '../../src/domain/retention.ts';
import { fieldsOf } from '../../src/graph/list-columns.ts';
import { rights } from '../../src/graph/rights.ts';
import { data } from '../../src/words/fr/data.ts';

/** What each right is for, in the sheet's language; a right without one fails. */
const rightsInFrench: Record<string, string> = {
  'Calendars.ReadWrite':
    'événements des rencontres ; disponibilités lues au nom de la boîte du programme',
  'Mail.Send': 'courriels aux personnes sans l’assistant, liens personnels',
  'Sites.Selected': 'permet qu’un site soit accordé ; n’ouvre rien par lui-même',
  write: 'lignes de la liste de suivi, sur le seul site du comité',
  'TeamsAppInstallation.ReadWriteSelfForUser.All': 'installe l’assistant (facultatif)',
};

const grants = {
  'exchange-rbac': 'RBAC Exchange, boîte du programme seule',
  'entra-app-role': 'rôle d’application Entra',
  'site-grant': 'autorisation sur le site',
} as const;

/** What the list's columns hold; a column without a word fails. */
const columns: Record<string, string> = {
  Title: 'code du binôme',
  DateRencontre: 'date de la rencontre, sans heure',
  Thematiques: 'thématiques générales, d’une liste fermée',
  CleRencontre: 'clé masquée, sans signification',
};

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

const known = (words: Record<string, string>, name: string): string => {
  const text = words[name];
  if (text === undefined) throw new Error(`${name} is not told of in the sheet`);
  return text;
};

/** The sheet for a record of processing and an impact assessment, from the tables the code goes by. */
export function dataSheet(): string {
  const tables = Object.entries(keptTables).map(([name, kept]) => [
    ...[`\`${name}\``, data.whose[kept.whose], data.why[kept.why].why, data.clock[kept.clock]],
    kept.erasedBy.map((who) => data.eraser[who]).join(', '),
    kept.columns.map((column) => `\`${column}\``).join(' '),
  ]);
  const reasons = Object.entries(data.why).map(([name, { what, why }]) => {
    const of = Object.entries(keptTables).filter(([, kept]) => kept.why === (name as Why));
    return [why, what, String(of.length)];
  });
  const places = keptOutside.map(({ where, erasedBy }) => [
    ...[data.outside[where].where, data.outside[where].fate],
    erasedBy.map((who) => data.eraser[who]).join(', '),
  ]);
  const fields = Object.keys(fieldsOf({ key: '', pairCode: '', day: '', themes: [] }))
    .filter((name) => !name.includes('@'))
    .map((name) => [`\`${name}\``, known(columns, name)]);
  const held = rights.map(({ name, grantedBy, optional }) => [
    ...[`\`${name}\``, grants[grantedBy], known(rightsInFrench, name), optional ? 'oui' : 'non'],
  ]);
  return [
    '# Fiche de traitement',
    'Cette fiche est tirée des tables du code (`src/domain/retention.ts`, `src/graph/rights.ts`, `src/graph/list-columns.ts`) ; un test échoue quand elle n’est plus à jour. Pour la refaire : `npx vitest run --project unit test/data-sheet.test.ts -u`. Ce que la loi demande et que le code ne sait pas (responsable, base légale, décision du délégué à la protection des données) est à compléter par l’organisme ; la mission d’intérêt public (RGPD, art. 6.1.e) est la base la plus plausible.',
    '## Finalités',
    table(['Finalité', 'Données', 'Tables'], reasons),
    '## Droits détenus dans le tenant',
    table(['Droit', 'Accordé par', 'Pour', 'Facultatif'], held),
    '## Colonnes de la liste du comité',
    table(['Colonne', 'Contenu'], fields),
    '## Durées et effacement, table par table',
    table(['Table', 'De qui', 'Pourquoi', 'Jusqu’à quand', 'Effacée par', 'Colonnes'], tables),
    '## Ailleurs que dans la base',
    table(['Où', 'Ce qu’il en advient', 'Effacé par'], places),
    '## Destinataires',
    data.readers,
    '## Droits des personnes',
    data.rights,
    data.proof,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

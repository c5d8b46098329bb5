import { modulesOf } from './module.ts';
import { roomOf } from './rooms.ts';
import { type Breach, lineAt, type Rule, type SourceFile } from './tree.ts';

/** Promise 5, « least power », word for word; the last one is optional. */
export const promisedRights = [
  'Calendars.ReadWrite',
  'Mail.Send',
  'Sites.Selected',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
];

const rightsTable = 'src/graph/rights.ts';

/**
 * What the Outlook pane asks of Outlook, on the appointment that its user has open, and of nothing
 * else: no right of ours in Microsoft Graph.
 */
const openItem = { right: 'MailboxItem.ReadWrite.User', path: 'appPackage/manifest.json' };

/**
 * What an administrator asks for themselves while provisioning, delegated and for an hour: the one
 * file that may name more, and it is read by nothing that runs as the app.
 */
const administrators = 'src/tenant/administrator-scopes.ts';

/** A Microsoft 365 permission: a resource, what is done to it, and how far it reaches. */
const permission =
  /\b(?!Microsoft\.)[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)?\.(?:Read|Write|Send|Selected|SelectedOperations|FullControl|Manage|Create|Invite|Consume|Edit|Delete|Access|full_access|user_impersonation)[A-Za-z_]*(?:\.[A-Za-z]+)*/g;

/** The permission is not in the promise: refused wherever it is written outside the emulator. */
export const noWiderRight: Rule = {
  name: 'no right wider than the promise is named in the code or the packages',
  find: (files) =>
    namedRights(files).filter(
      ({ right, path }) =>
        !promisedRights.includes(right) &&
        !(right === openItem.right && path === openItem.path) &&
        path !== administrators,
    ),
};

function namedRights(files: SourceFile[]): (Breach & { right: string })[] {
  const texts = files.flatMap((file) => textsOf(file));
  return texts.flatMap(({ path, text, line }) =>
    [...text.matchAll(permission)].map(({ 0: right, index }) => ({
      path,
      line: line + lineAt(text, index) - 1,
      right,
      says: `${right} is not among the rights of the promise`,
    })),
  );
}

/** What a file really asks: of code its strings, of packages and infrastructure all their text. */
function textsOf(file: SourceFile): { path: string; text: string; line: number }[] {
  if (!file.path.startsWith('src/')) return [{ ...file, line: 1 }];
  if (['emulator', 'words'].includes(roomOf(file.path) ?? '')) return [];
  return modulesOf([file]).flatMap(({ path, strings }) =>
    strings.map((each) => ({ path, ...each })),
  );
}

export const rightsTableIsThePromise: Rule = {
  name: 'the table of rights names every right of the promise',
  find: (files) => {
    const table = files.filter(({ path }) => path === rightsTable);
    const named = namedRights(table).map(({ right }) => right);
    const missing = promisedRights.filter((right) => table.length > 0 && !named.includes(right));
    return missing.map((right) => ({ path: rightsTable, line: 1, says: `${right} is missing` }));
  },
};

/** The administrator's scopes go into one request: their own sign-in, by `tenant/`. */
export const administratorsScopesStay: Rule = {
  name: 'what an administrator may do is asked for by the tenant room alone',
  find: (files) =>
    modulesOf(files)
      .filter(({ path }) => path.startsWith('src/') && roomOf(path) !== 'tenant')
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => target === administrators)
          .map(({ line }) => ({ path, line, says: `only tenant/ may import ${administrators}` })),
      ),
};

/** Application id of Microsoft Graph, under which a template asks for rights by bare GUIDs. */
const graphAppId = /00000003-0000-0000-c000-000000000000/g;
const wholeMailbox = /\bReadWriteMailbox\b/g;

export const packagesAskQuietly: Rule = {
  name: 'packages and infrastructure ask for no right under another name',
  find: (files) =>
    files
      .filter(({ path }) => !path.startsWith('src/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(graphAppId), ...text.matchAll(wholeMailbox)].map((match) => ({
          path,
          line: lineAt(text, match.index),
          says: `${match[0]}: rights are asked by name, in ${rightsTable}`,
        })),
      ),
};

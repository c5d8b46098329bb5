import { webUrlOf } from '../graph/sites.ts';
import { sitesOf } from '../tenant/sites.ts';
import { type StoredList, storedLists } from '../tenant/tables.ts';
import type { SeedList, World } from '../world.ts';
import {
  type Cmdlet,
  fail,
  type Given,
  type Held,
  missing,
  mustText,
  type Session,
  settingsOf,
  textOf,
} from './cmdlet.ts';

/** The permission levels of a site in English; in another language they have other names. */
const levels = ['Read', 'Contribute', 'Edit', 'Design', 'Full Control'] as const;

/** https://pnp.github.io/powershell/cmdlets/Set-PnPList.html */
export const sharepointCmdlets: Record<string, Cmdlet> = {
  'Connect-PnPOnline': {
    parameters: {
      Url: 'text',
      Interactive: 'switch',
      DeviceLogin: 'switch',
      ClientId: 'text',
      Tenant: 'text',
    },
    // PnP's own shared application is gone: everyone brings their own.
    required: ['Url', 'ClientId'],
    run: (given, world, session) => {
      const url = mustText(given, 'Url').toLowerCase().replace(/\/$/, '');
      const site = world.seed.sites.find((each) => webUrlOf(each).toLowerCase() === url);
      session.site = site?.id ?? missing(url);
      return null;
    },
  },
  'Disconnect-PnPOnline': {
    parameters: {},
    run: (_given, _world, session) => {
      session.site = undefined;
      return null;
    },
  },
  'Get-PnPList': {
    parameters: { Identity: 'text' },
    required: ['Identity'],
    run: (given, world, session) => {
      const list = listIn(given, world, session);
      return list ? { Id: list.id, Title: list.name } : null;
    },
  },
  'Set-PnPList': {
    parameters: {
      Identity: 'text',
      EnableVersioning: 'flag',
      EnableAttachments: 'flag',
      Hidden: 'flag',
      BreakRoleInheritance: 'switch',
      CopyRoleAssignments: 'switch',
      ResetRoleInheritance: 'switch',
    },
    required: ['Identity'],
    run: setList,
  },
  'Set-PnPListPermission': {
    parameters: { Identity: 'text', User: 'text', AddRole: levels, RemoveRole: levels },
    required: ['Identity', 'User'],
    run: setPermission,
  },
};

function setList(given: Given, world: World, session: Session): Held {
  const stored = storedIn(given, world, session);
  const switches = [
    'Identity',
    'BreakRoleInheritance',
    'CopyRoleAssignments',
    'ResetRoleInheritance',
  ];
  const settings = { ...stored.settings, ...settingsOf(given, switches) };
  const changed = { ...stored, settings };
  if (given.ResetRoleInheritance === true) changed.ownPermissions = false;
  else if (given.BreakRoleInheritance === true && !stored.ownPermissions) {
    changed.ownPermissions = true;
    // Without copying, only whoever does it keeps a way in.
    const readers = given.CopyRoleAssignments === true ? members(world) : [];
    changed.list = { ...stored.list, readers };
  }
  storedLists(world).put(changed.list.id, changed);
  return { Id: changed.list.id, Title: changed.list.name };
}

const members = ({ seed }: World): string[] =>
  seed.people.filter(({ tenant }) => tenant === seed.home.tenant).map(({ mail }) => mail);

/** Giving a role twice, or taking one that was not given, changes nothing and is no error. */
function setPermission(given: Given, world: World, session: Session): Held {
  const stored = storedIn(given, world, session);
  if (!stored.ownPermissions) {
    fail('This operation is not allowed on an object that inherits permissions.');
  }
  const mail = mustText(given, 'User').toLowerCase();
  if (!members(world).some((one) => one.toLowerCase() === mail)) missing(mail);
  const { AddRole, RemoveRole } = given;
  const permissions = permissionsOf(stored);
  const before = permissions[mail] ?? [];
  const kept = before.filter((role) => role !== RemoveRole && role !== AddRole);
  permissions[mail] = typeof AddRole === 'string' ? [...kept, AddRole] : kept;
  const readers = Object.keys(permissions).filter((one) => permissions[one]?.length);
  const list = { ...stored.list, readers };
  storedLists(world).put(list.id, {
    ...stored,
    list,
    settings: { ...stored.settings, permissions },
  });
  return null;
}

/** Who has which levels; readers nobody gave a level to here can read. */
function permissionsOf({ list, settings }: StoredList): Record<string, string[]> {
  const known = (settings.permissions ?? {}) as Record<string, string[]>;
  const others = list.readers.map((mail) => mail.toLowerCase()).filter((mail) => !known[mail]);
  return { ...known, ...Object.fromEntries(others.map((mail) => [mail, ['Read']])) };
}

function listIn(given: Given, world: World, { site: id }: Session): SeedList | undefined {
  if (id === undefined) fail('Call Connect-PnPOnline first.');
  const asked = textOf(given, 'Identity')?.toLowerCase();
  return sitesOf(world)
    .find((site) => site.id === id)
    ?.lists.find((list) => list.id === asked || list.name.toLowerCase() === asked);
}

function storedIn(given: Given, world: World, session: Session): StoredList {
  const list = listIn(given, world, session);
  if (!list) return fail(`List '${mustText(given, 'Identity')}' does not exist at the site.`);
  const own = { siteId: session.site ?? '', list, ownPermissions: true, settings: {} };
  return storedLists(world).get(list.id) ?? own;
}

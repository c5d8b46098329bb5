import { columnFaults, ownColumns, pairColumn } from '../graph/list-columns.ts';
import { rights } from '../graph/rights.ts';
import { themes } from '../words/fr/themes.ts';
import { type Compare, type Difference, differs, right, waits } from './difference.ts';
import { wantedConsents } from './registration.ts';
import type { Wish } from './wish.ts';

export const comparePrincipal: Compare = (_wish, { application, principal }) => {
  if (!application) return waits;
  if (principal) return [right(`service principal ${principal.id}`)];
  return [
    differs('missing', 'the tenant has no service principal of it', 'makes it', (acts) =>
      acts.makePrincipal(application.appId),
    ),
  ];
};

/** Exactly the table's: what is not in it is withdrawn. */
export const compareConsents: Compare = (wish, { application, principal, consents, graph }) => {
  if (!application || !principal) return waits;
  const wanted = wantedConsents(wish);
  const there = new Set(consents.map(({ name }) => name));
  const found = wanted.flatMap((name): Difference[] => {
    if (there.has(name)) return [right(`${name} is consented`)];
    const id = graph.roleIds.get(name);
    if (!id) return [differs('missing', `${name}: Microsoft Graph does not offer it here`)];
    return [
      differs('missing', `${name} is not consented`, 'consents to it', (acts) =>
        acts.consent(principal.id, graph.id, id),
      ),
    ];
  });
  const wider = consents.filter(({ name }) => !wanted.includes(name));
  return [
    ...found,
    ...wider.map(({ id, name }) =>
      differs('too wide', `${name} is consented and is not wanted`, 'withdraws it', (acts) =>
        acts.withdraw(principal.id, id),
      ),
    ),
  ];
};

export const comparePeople: Compare = (wish, { application, principal, holders, people }) => {
  if (!application || !principal) return waits;
  const wanted = [
    ...wish.coaches.map((mail) => ({ mail, role: 'Coach' })),
    ...wish.pilots.map((mail) => ({ mail, role: 'Pilot' })),
  ];
  const found = wanted.map(({ mail, role }): Difference => {
    const person = people.get(mail);
    if (!person) {
      return differs('missing', `nobody of the tenant signs in as ${mail}: correct the address`);
    }
    const has = holders.some((one) => one.person === person && one.role === role);
    if (has) return right(`${mail} is ${role}`);
    const roleId = application.appRoles.find(({ value }) => value === role)?.id ?? '';
    return differs('missing', `${mail} is not ${role}`, 'gives that role', (acts) =>
      acts.giveRole(principal.id, person, roleId),
    );
  });
  const meant = (one: { person: string; role: string }) =>
    wanted.some(({ mail, role }) => role === one.role && people.get(mail) === one.person);
  const others = holders.filter((one) => !meant(one)).length;
  if (others === 0) return found;
  const says = `${others} more hold Coach or Pilot and are not in the file: take it away in Entra if they should not`;
  return [...found, right(says)];
};

const siteRole = rights.find(({ grantedBy }) => grantedBy === 'site-grant')?.name ?? 'write';

export const compareSite: Compare = (wish, { application, site }) => {
  const address = `https://${wish.site.hostname}${wish.site.path}`;
  if (!site) return [differs('missing', `${address} is not there: create it in SharePoint`)];
  if (!application) return waits;
  const [grant, ...more] = site.grants;
  if (!grant) {
    const app = { id: application.appId, displayName: application.displayName };
    return [
      differs('missing', `the app has nothing on ${address}`, `grants ${siteRole}`, (acts) =>
        acts.grantSite(site.id, siteRole, app),
      ),
    ];
  }
  return [grant, ...more].map(({ id, roles }) => {
    const has = roles.join(', ');
    if (has === siteRole) return right(`${siteRole} on ${address}`);
    const standing = roles.every((role) => role === 'read') ? 'different' : 'too wide';
    return differs(standing, `${has} on ${address}`, `makes it ${siteRole}`, (acts) =>
      acts.changeGrant(site.id, id, siteRole),
    );
  });
};

export const compareLists: Compare = (wish, { site }) => {
  if (!site) return [differs('missing', 'waits for the site')];
  const choices = Object.values(themes);
  return wish.lists.flatMap(({ name }): Difference[] => {
    const list = site.lists.get(name);
    if (!list) {
      return [
        differs(
          'missing',
          `« ${name} » is not on the site`,
          'creates it with its columns',
          (acts) => acts.makeList(site.id, name, ownColumns(choices)),
        ),
      ];
    }
    const there = new Map(list.columns.map((each) => [each.name, each]));
    const missing = ownColumns(choices).filter((each) => !there.has(each.name));
    const added = missing.map((each) =>
      differs('missing', `« ${name} » has no column ${each.name}`, 'adds it', (acts) =>
        acts.addColumn(site.id, list.id, each),
      ),
    );
    const title = there.get(pairColumn.name);
    const named =
      title && title.displayName !== pairColumn.displayName
        ? [
            differs(
              ...([
                'different',
                `« ${name} »: Title is shown as « ${title.displayName} »`,
              ] as const),
              ...([`calls it « ${pairColumn.displayName} »`] as const),
              (acts) => acts.nameColumn(site.id, list.id, title.id, pairColumn.displayName),
            ),
          ]
        : [];
    // What a column with rows in it is, nobody changes without looking: said, and left to a person.
    const present = columnFaults(list.columns).filter((fault) => !fault.includes(' is missing'));
    const wrong = present.map((fault) => differs('different', `« ${name} »: ${fault}`));
    const all = [...added, ...named, ...wrong];
    return all.length > 0 ? all : [right(`« ${name} » with its columns`)];
  });
};

export const compareTeams: Compare = (wish, { application, catalogue }) => {
  const { teams } = wish;
  if (!teams) return [right('not asked for')];
  if (!application) return waits;
  const { made } = teams;
  if (!made) {
    const says = `${teams.package} is not made yet: npm run package, as the walk has it, then apply again`;
    return [differs('missing', says)];
  }
  const fault = packageFault(teams, made, application.appId);
  if (fault) return [differs('different', fault)];
  if (!catalogue) {
    return [
      differs('missing', 'the catalogue has no such app', `adds version ${made.version}`, (acts) =>
        acts.publish(made.bytes),
      ),
    ];
  }
  if (catalogue.versions.includes(made.version)) {
    return [right(`version ${made.version}: TEAMS_CATALOG_APP_ID=${catalogue.id}`)];
  }
  const says = `the catalogue has ${catalogue.versions.join(', ')} and not ${made.version}`;
  if (catalogue.versions.some((there) => isLater(there, made.version))) {
    return [differs('different', `${says}, which is older: make the package anew`)];
  }
  return [
    differs('different', says, 'updates it', (acts) => acts.update(catalogue.id, made.bytes)),
  ];
};

const isLater = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { numeric: true }) > 0;

type Teams = NonNullable<Wish['teams']>;

function packageFault(teams: Teams, made: NonNullable<Teams['made']>, appId: string) {
  if (made.id !== teams.id)
    return `${teams.package} has the id ${made.id}, the file says ${teams.id}`;
  if (made.appId === appId) return undefined;
  return `${teams.package} was made for another app (${made.appId}): make it anew with package.env`;
}

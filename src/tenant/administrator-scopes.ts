/**
 * What whoever provisions a tenant asks for themselves, delegated, by signing in: the only rights
 * named in this house that are not the app's. The token is kept in memory, for about an hour at most;
 * the app's own rights are in `src/graph/rights.ts` and nowhere else.
 */
export const administratorScopes = [
  { name: 'Application.ReadWrite.All', why: 'the registration of the app and its certificate' },
  { name: 'AppRoleAssignment.ReadWrite.All', why: 'the app’s consents; coaches and pilot' },
  { name: 'User.ReadBasic.All', why: 'the object ids of coaches and pilot' },
  { name: 'Sites.FullControl.All', why: 'the grant on the one site, and the list on it' },
  { name: 'AppCatalog.ReadWrite.All', why: 'the app in the organisation’s Teams catalogue' },
];

/** « Microsoft Graph Command Line Tools », a public client that every tenant knows. */
export const administratorClient = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

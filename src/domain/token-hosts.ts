/**
 * Who may ask for a tab's token on somebody's behalf, by client id.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
export const tokenHosts: ReadonlyMap<string, string> = new Map([
  ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Teams, mobile or desktop'],
  ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'Teams on the web'],
  ['4765445b-32c6-49b0-83e6-1d93765276ca', 'Microsoft 365 on the web'],
  ['0ec893e0-5785-4de6-99da-4ed124e5296c', 'Microsoft 365, desktop'],
  ['d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft 365, mobile; Outlook, desktop'],
  ['bc59ab01-8403-45c6-8796-ac3ef710b3e3', 'Outlook on the web'],
  ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook, mobile'],
]);

/** The one scope of ours: whoever signs in to our pages does so for it. */
export const pageScope = 'access_as_user';

/** How Entra knows our pages: the Application ID URI, for a host with its port where it has one. */
export const applicationIdUri = (host: string, appId: string): string =>
  `api://${host}/botid-${appId}`;

import { type BotConfig, teamsServiceHosts } from './bot/bot-config.ts';
import type { Config } from './config.ts';
import { applicationIdUri, pageScope } from './domain/token-hosts.ts';
import type { GraphConfig } from './graph/graph.ts';
import { vendorOffice } from './web/headers.ts';
import type { PaneSettings } from './web/pane-page.ts';
import { openSignIn, type SignInConfig } from './web/sign-in.ts';
import { event } from './words/fr/event.ts';

/** Longer than any answer worth waiting for; an effect's lease is renewed meanwhile. */
export const timeoutMs = 15_000;

export function graphConfig(config: Config, now: () => number): GraphConfig {
  const { tenant, appId, credential, programmeMailbox: mailbox, catalogApp } = config;
  const address = config.local?.microsoft;
  const local = address === undefined ? undefined : { login: address, graph: address };
  return { tenant, appId, credential, mailbox, catalogApp, timeoutMs, now, local };
}

export function signInConfig({ appId, publicUrl, allowedTenants, local }: Config): SignInConfig {
  const { host } = new URL(publicUrl);
  const login = local && { login: local.microsoft };
  return { appId, host, allowedTenants, timeoutMs, local: login };
}

/** Whoever is signed in to Outlook, and whom the pane invites for them. */
export function paneDoor(config: Config) {
  const signIn = openSignIn({ ...signInConfig(config), nested: true });
  const mailbox = { name: event.mailboxName, mail: config.programmeMailbox };
  return { signIn, mailbox, subject: event.subject };
}

/** People sign in with the account of their own mailbox, in whichever organisation that is. */
export function paneSettings({ appId, publicUrl, officeJs, local }: Config): PaneSettings {
  const shim = local && `${local.microsoft}/office/office.js`;
  return {
    office: shim ?? officeJs ?? vendorOffice,
    clientId: appId,
    authority: 'https://login.microsoftonline.com/organizations',
    scope: `${applicationIdUri(new URL(publicUrl).host, appId)}/${pageScope}`,
  };
}

export function botConfig(config: Config): BotConfig {
  const { appId, tenant, credential, allowedTenants } = config;
  const address = config.local?.microsoft;
  const base = { appId, tenant, credential, allowedTenants, timeoutMs };
  if (address === undefined) return { ...base, serviceHosts: teamsServiceHosts };
  const { protocol, host } = new URL(address);
  const openId = `${address}/v1/.well-known/openidconfiguration`;
  return { ...base, serviceHosts: [{ protocol, host }], local: { login: address, openId } };
}

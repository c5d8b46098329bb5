import { z } from 'zod';
import { type Credential, usableCredential } from '../entra/credential.ts';
import type { AppConfig } from '../entra/token.ts';
import type { Telemetry } from '../telemetry/ports.ts';

/** What the Bot Connector's tokens are for. */
export const connectorAudience = 'https://api.botframework.com';

/** An origin that the Bot Connector answers under; `host` with its port where it has one. */
export interface ServiceHost {
  protocol: string;
  host: string;
}

export interface BotConfig {
  /** Client id of the one Entra app, which is the bot's id too. */
  appId: string;
  /** Home tenant, where the app's tokens are asked for. */
  tenant: string;
  credential: Credential;
  /** Tenants whose people the bot answers. */
  allowedTenants: string[];
  /** Where messages may be sent: `teamsServiceHosts`, or the emulator's own address. */
  serviceHosts: ServiceHost[];
  /**
   * Local mode only: `login` takes the place of login.microsoftonline.com, `openId` is the address
   * of the Bot Connector's OpenID document. They change addresses, never what is checked.
   */
  local?: { login: string; openId: string } | undefined;
  /** Longest that one outgoing request may take, in ms. */
  timeoutMs: number;
  /** Told of each request of ours; nobody is when left out. */
  telemetry?: Telemetry | undefined;
}

/**
 * Hosts of the Bot Connector for Teams in Microsoft's public cloud. The exact host: anybody can rent
 * another name under trafficmanager.net. The regions (`/emea/`, `/fr/`…) are in the path.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export const teamsServiceHosts: ServiceHost[] = [
  { protocol: 'https:', host: 'smba.trafficmanager.net' },
];

const nonEmpty = z.string().min(1);
const usable = z.object({
  appId: z.guid(),
  tenant: z.guid(),
  credential: usableCredential,
  allowedTenants: z.array(z.guid()).min(1),
  serviceHosts: z.array(z.object({ protocol: z.enum(['https:', 'http:']), host: nonEmpty })).min(1),
  timeoutMs: z.int().positive(),
});

/**
 * Throws for a configuration that would leave a check out: botbuilder takes an empty app id as
 * « no authentication », and plain http is for this machine only.
 */
export function checkBotConfig(config: BotConfig): void {
  const read = usable.safeParse(config);
  // Which fields, never their values: one of them is the secret.
  const faults = read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'));
  if (!config.local && config.serviceHosts.some(({ protocol }) => protocol !== 'https:')) {
    faults.push('serviceHosts (https only)');
  }
  if (faults.length > 0) throw new Error(`bot configuration: ${[...new Set(faults)].join(', ')}`);
}

/** The Entra app behind the bot. */
export const appOf = (config: BotConfig): AppConfig => ({ ...config, login: config.local?.login });

/** Whether a service address is one we may send to, with our token in hand. */
export function isAllowedService(serviceUrl: string, hosts: ServiceHost[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, host, username, password, search, hash } = new URL(serviceUrl);
  if (username || password || search || hash) return false;
  return hosts.some((allowed) => allowed.protocol === protocol && allowed.host === host);
}

import type { Credential } from '../entra/credential.ts';
import { openTokens } from '../entra/token.ts';
import type { Telemetry } from '../telemetry/ports.ts';
import { openCalendar } from './calendar.ts';
import { graphHost, openDoor } from './client.ts';
import { type Installation, openInstallation } from './installation.ts';
import { openList } from './list.ts';
import { openMail } from './mail.ts';
import type { Calendar, Mail, TrackingList } from './ports.ts';
import type { Subscriptions } from './subscription-port.ts';
import { openSubscriptions } from './subscriptions.ts';

export interface GraphConfig {
  tenant: string;
  appId: string;
  credential: Credential;
  /** The programme mailbox's address. */
  mailbox: string;
  /** The app's id in the organisation's Teams catalogue; without it nothing is installed. */
  catalogApp?: string | undefined;
  /** Local mode: addresses that take the place of login.microsoftonline.com and graph.microsoft.com. */
  local?: { login: string; graph: string } | undefined;
  /** The longest a single request may take, token requests included; 15 s is a good one. */
  timeoutMs: number;
  /** Milliseconds since 1970, for a Retry-After that is a date. */
  now(): number;
  /** Told of each request; nobody is when left out. */
  telemetry?: Telemetry | undefined;
}

export interface Graph {
  calendar: Calendar;
  list: TrackingList;
  mail: Mail;
  subscriptions: Subscriptions;
  installation: Installation | null;
}

/** Opens Microsoft Graph with the app's own rights. Nothing is asked of it yet. */
export function openGraph(config: GraphConfig): Graph {
  const { timeoutMs, now, local, telemetry } = config;
  const tokens = openTokens({ ...config, login: local?.login }, graphHost);
  const door = openDoor({ tokens, graph: local?.graph, timeoutMs, now, telemetry });
  return {
    calendar: openCalendar(door, config.mailbox),
    list: openList(door),
    mail: openMail(door, config.mailbox),
    subscriptions: openSubscriptions(door, config.mailbox),
    installation: config.catalogApp ? openInstallation(door, config.catalogApp) : null,
  };
}

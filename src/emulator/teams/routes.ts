import type { Route } from '../world.ts';
import { chatRoutes } from './chats.ts';
import { connectorRoutes } from './connector.ts';
import { forgeRoutes } from './forge.ts';
import { memberRoutes } from './members.ts';

/** Teams: the Bot Connector as the bot calls it, and the chats as people use them. */
export const teamsRoutes: Route[] = [
  ...connectorRoutes,
  ...memberRoutes,
  ...chatRoutes,
  ...forgeRoutes,
];

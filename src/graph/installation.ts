import { type GraphDoor, graphHost } from './client.ts';
import { isStatus } from './fault.ts';

/** The bot's own installation for people of our tenant. Throws `OutsideFault`. */
export interface Installation {
  /** By Entra object id; `there` when they have it already. Teams then tells the bot by itself. */
  install(oid: string): Promise<'installed' | 'there'>;
}

/**
 * Opens the installation of the app that the organisation's catalogue knows by this id
 * (https://learn.microsoft.com/graph/api/userteamwork-post-installedapps).
 */
export function openInstallation(graph: GraphDoor, catalogApp: string): Installation {
  const app = `${graphHost}/v1.0/appCatalogs/teamsApps/${encodeURIComponent(catalogApp)}`;
  return {
    async install(oid) {
      const path = `/users/${encodeURIComponent(oid)}/teamwork/installedApps`;
      try {
        await graph.call({ method: 'POST', path, body: { 'teamsApp@odata.bind': app } });
        return 'installed';
      } catch (error) {
        if (isStatus(error, 409)) return 'there';
        throw error;
      }
    },
  };
}

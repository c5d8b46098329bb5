import { z } from 'zod';
import type { GraphDoor } from './client.ts';
import { isStatus, readAnswer } from './fault.ts';
import type { Subscriptions } from './subscription-port.ts';

const all = '/subscriptions';
const at = (graphId: string) => `${all}/${encodeURIComponent(graphId)}`;

const expiry = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const made = z.object({ id: z.string().min(1).max(200), expirationDateTime: expiry });
const renewed = z.object({ expirationDateTime: expiry, notificationUrl: z.string() });

/**
 * Opens Graph's change notifications about the programme mailbox's events, without their data. Every
 * method throws `OutsideFault`. https://learn.microsoft.com/graph/api/resources/subscription
 */
export function openSubscriptions(graph: GraphDoor, mailbox: string): Subscriptions {
  return {
    async create({ notificationUrl, lifecycleUrl, clientState, expires }) {
      const body = {
        changeType: 'created,updated,deleted',
        resource: `users/${mailbox}/events`,
        notificationUrl,
        // It cannot be added later.
        lifecycleNotificationUrl: lifecycleUrl,
        clientState,
        expirationDateTime: new Date(expires).toISOString(),
      };
      const answer = await graph.call({ method: 'POST', path: all, body });
      const read = readAnswer(made, answer);
      return { graphId: read.id, expires: read.expirationDateTime };
    },

    async renew(graphId, expires) {
      const body = { expirationDateTime: new Date(expires).toISOString() };
      try {
        const answer = await graph.call({ method: 'PATCH', path: at(graphId), body });
        const read = readAnswer(renewed, answer);
        return { expires: read.expirationDateTime, notificationUrl: read.notificationUrl };
      } catch (error) {
        if (isStatus(error, 404)) return 'gone';
        throw error;
      }
    },

    async remove(graphId) {
      try {
        await graph.call({ method: 'DELETE', path: at(graphId) });
      } catch (error) {
        if (!isStatus(error, 404)) throw error;
      }
    },
  };
}

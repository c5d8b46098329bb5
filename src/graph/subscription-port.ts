import type { Instant } from '../domain/time.ts';

/** Graph's promise to tell of every change in the programme mailbox's calendar, for a while. */
export interface Subscriptions {
  /** Graph asks both addresses to repeat a token before it answers. */
  create(wish: {
    notificationUrl: string;
    lifecycleUrl: string;
    /** Repeated in every notification, 128 characters at most. */
    clientState: string;
    expires: Instant;
  }): Promise<{ graphId: string; expires: Instant }>;
  /** Makes it last until `expires`; `gone` when there is none any more. */
  renew(
    graphId: string,
    expires: Instant,
  ): Promise<{ expires: Instant; notificationUrl: string } | 'gone'>;
  /** Already gone is fine. */
  remove(graphId: string): Promise<void>;
}

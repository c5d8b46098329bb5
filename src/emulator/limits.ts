/** At most `most` in any `windowMs` of virtual time. */
export interface RateLimit {
  most: number;
  windowMs: number;
}

export interface Limits {
  /** Requests in flight for one mailbox. */
  outlookAtOnce: number;
  mailPerMailbox: RateLimit;
  installs: RateLimit;
  batchSize: number;
  botPerConversation: RateLimit;
  botPerTenant: RateLimit;
  /** Virtual minutes a subscription to events lives: what is asked below `least` is raised to it. */
  subscriptionMinutes: { least: number; most: number };
  /** Real seconds between a device's questions, and for which its code is good. */
  deviceCode: { intervalSeconds: number; lifeSeconds: number };
  /** Real time for the answer to a subscription's validation token. */
  handshakeMs: number;
  /** Real time for the answer to a change notification. */
  notificationAnswerMs: number;
  /** Virtual time during which a notification is tried again. */
  notificationTriesMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Microsoft's published figures; each may be set otherwise when the emulator starts. */
export const documentedLimits: Limits = {
  // https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits
  outlookAtOnce: 4,
  // https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits
  mailPerMailbox: { most: 30, windowMs: minute },
  // https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits
  installs: { most: 30, windowMs: second },
  // https://learn.microsoft.com/graph/json-batching#batch-size-limitations
  batchSize: 20,
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-bot-per-thread-limit
  botPerConversation: { most: 7, windowMs: second },
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit (50 on the current page, 30 on older ones)
  botPerTenant: { most: 50, windowMs: second },
  // https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime (4,230; newer pages allow 10,080)
  subscriptionMinutes: { least: 45, most: 4_230 },
  // https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code (5 s, shortened here)
  deviceCode: { intervalSeconds: 1, lifeSeconds: 900 },
  // https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation
  handshakeMs: 10 * second,
  // https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#throttling (3 s; newer pages allow 10)
  notificationAnswerMs: 3 * second,
  // https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#processing-the-change-notification
  notificationTriesMs: 4 * hour,
};

/** Counts requests in flight and requests in a sliding window of virtual time. */
export class Gate {
  readonly #inside = new Map<string, number>();
  readonly #taken = new Map<string, number[]>();

  /** Lets one more in for `key`, unless `most` are already inside. Who is let in must `leave`. */
  enter(key: string, most: number): boolean {
    const inside = this.#inside.get(key) ?? 0;
    if (inside >= most) return false;
    this.#inside.set(key, inside + 1);
    return true;
  }

  leave(key: string): void {
    this.#inside.set(key, (this.#inside.get(key) ?? 1) - 1);
  }

  /**
   * Takes one place in the window of `key`. Whole seconds to wait when it is full, else 0.
   * A refused request takes no place.
   */
  take(limit: RateLimit, key: string, now: Date): number {
    const since = now.getTime() - limit.windowMs;
    const taken = (this.#taken.get(key) ?? []).filter((at) => at > since);
    this.#taken.set(key, taken);
    const oldest = taken.at(-limit.most);
    if (taken.length < limit.most || oldest === undefined) {
      taken.push(now.getTime());
      return 0;
    }
    return Math.max(1, Math.ceil((oldest + limit.windowMs - now.getTime()) / second));
  }

  clear(): void {
    this.#taken.clear();
  }
}

import type { Fault, Reply, Told, Wish } from './messages.ts';

/** What the page around refused, as Office.js names it. */
export class OfficeFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.name = fault.name;
    this.fault = fault;
  }
}

export interface Channel {
  /** Rejects with an `OfficeFault`. */
  ask: (func: string, args?: unknown[], item?: number) => Promise<unknown>;
  onTold: (take: (told: Told) => void) => void;
}

/** Speaks with the page of `origin` around this one, and hears nobody else. */
export function openChannel(origin: string): Channel {
  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners: ((told: Told) => void)[] = [];
  let asked = 0;
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== origin) return;
    const heard = event.data;
    if (isReply(heard)) {
      waiting.get(heard.id)?.(heard);
      waiting.delete(heard.id);
    } else if (isTold(heard)) for (const take of listeners) take(heard);
  });
  return {
    ask: (func, args = [], item = 0) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, (reply) => {
          if ('fault' in reply) reject(new OfficeFault(reply.fault));
          else resolve(reply.value);
        });
        const wish: Wish = { office: 'wish', id: asked, func, args, item };
        window.parent.postMessage(wish, origin);
      }),
    onTold: (take) => void listeners.push(take),
  };
}

const kindOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'office' in data ? data.office : undefined;
const isReply = (data: unknown): data is Reply => kindOf(data) === 'reply';
const isTold = (data: unknown): data is Told => kindOf(data) === 'told';

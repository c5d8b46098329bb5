import { type AsyncMethod, asyncMethod } from './async-call.ts';
import { OfficeFault } from './channel.ts';

type Handler = (args: unknown) => void;

export interface Handlers {
  addHandlerAsync: AsyncMethod;
  removeHandlerAsync: AsyncMethod;
  tell: (event: string, args: unknown) => void;
}

/** Those who listen to the events named; another one cannot be listened to. */
export function handlersOf(events: readonly string[]): Handlers {
  const listening = new Map<string, Handler[]>();
  const check = (event: unknown): string => {
    if (typeof event === 'string' && events.includes(event)) return event;
    const message = `The event ${String(event)} is not served here.`;
    throw new OfficeFault({ code: 5001, name: 'UnsupportedEventType', message });
  };
  return {
    addHandlerAsync: asyncMethod(2, async (event, handler) => {
      const name = check(event);
      if (!isHandler(handler)) throw new TypeError('A handler must be a function.');
      listening.set(name, [...(listening.get(name) ?? []), handler]);
    }),
    removeHandlerAsync: asyncMethod(1, async (event) => void listening.delete(check(event))),
    tell: (event, args) => {
      for (const handler of listening.get(event) ?? []) handler(args);
    },
  };
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

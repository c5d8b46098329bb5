import type { Channel } from './channel.ts';

type Listener = (response: { data: string }) => void;

/** The bridge that msal-browser looks for: texts of JSON, both ways. */
export interface NestedAppAuthBridge {
  addEventListener: (event: string, listener: Listener) => void;
  removeEventListener: (event: string, listener: Listener) => void;
  postMessage: (text: string) => void;
}

/** Hands each request on to the Outlook page, and its answer to those who listen. */
export function nestedAuthBridge({ ask }: Pick<Channel, 'ask'>): NestedAppAuthBridge {
  const listeners = new Set<Listener>();
  return {
    addEventListener: (event, listener) => {
      if (event === 'message') listeners.add(listener);
    },
    removeEventListener: (_event, listener) => void listeners.delete(listener),
    postMessage: (text) => {
      void ask('nestedAuth', [text]).then((data) => {
        for (const listener of listeners) listener({ data: String(data) });
      });
    },
  };
}

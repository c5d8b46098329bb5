import { asyncMethod } from './async-call.ts';
import type { Channel } from './channel.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import { loud } from './loud.ts';

export const itemEvents = ['olkAppointmentTimeChanged', 'olkRecipientsChanged'];

/**
 * The open appointment as its organiser writes it: everything is asked of the form.
 * https://learn.microsoft.com/javascript/api/outlook/office.appointmentcompose
 */
export function composedItem(
  { ask }: Pick<Channel, 'ask'>,
  number: number,
  seriesId: string | null,
  tell: (what: string) => void,
): [item: object, handlers: Handlers] {
  const handlers = handlersOf(itemEvents);
  const method = (func: string, own: number) =>
    asyncMethod(own, (...values) => ask(`item.${func}`, values, number));
  const part = (name: string, methods: Record<string, number>) =>
    loud(
      `item.${name}`,
      Object.fromEntries(
        Object.entries(methods).map(([func, own]) => [func, method(`${name}.${func}`, own)]),
      ),
      tell,
    );
  const value = { getAsync: 0, setAsync: 1 };
  const people = { ...value, addAsync: 1 };
  const item = {
    itemType: 'appointment',
    seriesId,
    start: part('start', value),
    end: part('end', value),
    subject: part('subject', value),
    location: part('location', value),
    sensitivity: part('sensitivity', value),
    requiredAttendees: part('requiredAttendees', people),
    optionalAttendees: part('optionalAttendees', people),
    organizer: part('organizer', { getAsync: 0 }),
    recurrence: part('recurrence', { getAsync: 0 }),
    body: loud('item.body', composedBody(ask, number), tell),
    saveAsync: method('saveAsync', 0),
    sendAsync: method('sendAsync', 0),
    getItemIdAsync: method('getItemIdAsync', 0),
    getAttachmentsAsync: method('getAttachmentsAsync', 0),
    removeAttachmentAsync: method('removeAttachmentAsync', 1),
    close: () => void ask('item.close', [], number),
    addHandlerAsync: handlers.addHandlerAsync,
    removeHandlerAsync: handlers.removeHandlerAsync,
  };
  return [loud('item', item, tell), handlers];
}

const composedBody = (ask: Channel['ask'], number: number) => ({
  ...readBody(ask, number),
  setAsync: (text: unknown, ...rest: unknown[]) => {
    const coercion = coercionOf(rest) ?? 'text';
    asyncMethod(1, (given) => ask('item.body.setAsync', [given, coercion], number))(text, ...rest);
  },
});

/** What both a composed and a read appointment let be asked of their body. */
export const readBody = (ask: Channel['ask'], number: number) => ({
  getAsync: asyncMethod(1, (coercion) => ask('item.body.getAsync', [coercion], number)),
  getTypeAsync: asyncMethod(0, () => ask('item.body.getTypeAsync', [], number)),
});

function coercionOf(rest: unknown[]): unknown {
  const options = rest.find((one) => typeof one === 'object' && one !== null);
  return options && 'coercionType' in options ? options.coercionType : undefined;
}

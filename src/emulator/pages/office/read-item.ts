import type { Channel } from './channel.ts';
import { readBody } from './composed-item.ts';
import { loud } from './loud.ts';
import type { ReadFacts } from './messages.ts';

/**
 * The open appointment as somebody invited reads it: what it says is there at once.
 * https://learn.microsoft.com/javascript/api/outlook/office.appointmentread
 */
export function readItem(
  { ask }: Pick<Channel, 'ask'>,
  number: number,
  facts: ReadFacts,
  tell: (what: string) => void,
): object {
  const item = {
    ...facts,
    itemType: 'appointment',
    itemClass: 'IPM.Appointment',
    // Outlook leaves out what answers and forwards put before a subject.
    normalizedSubject: facts.subject.replace(/^([a-z]{2,3} ?: )+/i, ''),
    recurrence: null,
    body: loud('item.body', readBody(ask, number), tell),
  };
  return loud('item', item, tell);
}

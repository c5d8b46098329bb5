import { randomBytes } from 'node:crypto';
import { refuse } from '../api-error.ts';
import type { Attachment } from './event.ts';
import type { GivenAttachment } from './event-input.ts';

/** What is attached now: those kept of `before`, named by their ids, and the new ones. */
export function attached(before: Attachment[], given: GivenAttachment[]): Attachment[] {
  return given.map((one) => {
    if ('id' in one) {
      const message = `No attachment of this event has the id ${one.id}.`;
      return (
        before.find(({ id }) => id === one.id) ?? refuse(400, 'ErrorInvalidIdMalformed', message)
      );
    }
    const size = Buffer.from(one.contentBytes, 'base64').length;
    return { id: `AAkALgAtt${randomBytes(24).toString('base64url')}`, ...one, size };
  });
}

/** What is said of an attachment without opening it. */
export const outlineOf = ({ contentBytes: _, ...outline }: Attachment) => outline;

import { refuse } from '../api-error.ts';
import { findEvent, type StoredEvent, saveEvent } from '../outlook/event.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { allowedCalendar } from './mailbox.ts';
import { checkSelect, select } from './page.ts';

const path = '/v1.0/users/:user/events/:event/attachments';

/** https://learn.microsoft.com/graph/api/resources/attachment: files alone, none of them added here. */
export const attachmentRoutes: Route[] = [
  { method: 'GET', path, token: 'graph', query: ['$select'], handle: list },
  { method: 'DELETE', path: `${path}/:attachment`, token: 'graph', handle: remove },
];

const properties = new Set(['id', 'name', 'contentType', 'size', 'isInline', 'contentBytes']);

function list(call: Call, world: World): Answer {
  checkSelect(call, (name) => properties.has(name));
  const { attachments = [] } = existing(call, world);
  const type = { '@odata.type': '#microsoft.graph.fileAttachment', isInline: false };
  const value = attachments.map((one) => select(call, { ...type, ...one }, ['@odata.type', 'id']));
  return { status: 200, body: { value } };
}

function remove(call: Call, world: World): Answer {
  const stored = existing(call, world);
  const { attachments = [] } = stored;
  const left = attachments.filter(({ id }) => id !== call.params.attachment);
  if (left.length === attachments.length) notFound();
  saveEvent(world, { ...stored, attachments: left });
  return { status: 204 };
}

const existing = (call: Call, world: World): StoredEvent =>
  findEvent(world, allowedCalendar(call, world), call.params.event ?? '') ?? notFound();

const notFound = (): never =>
  refuse(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

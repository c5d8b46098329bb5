/** Words of Microsoft's addresses that are the same for everybody. */
const words = new Set([
  ...['v1.0', 'users', 'events', 'calendar', 'calendarView', 'getSchedule', 'instances', 'cancel'],
  ...['attachments', 'sendMail', 'sites', 'lists', 'items', 'columns', 'fields', 'permissions'],
  ...['subscriptions', '$batch', 'teamwork', 'installedApps', 'chat', 'mailboxSettings'],
  ...['v3', 'conversations', 'activities', 'members', 'pagedmembers'],
]);

/**
 * The address a request went to, without whose it was: every part that is not a known word is a `*`.
 * Mailboxes, ids and the path of a site never pass.
 */
export function templateOf(url: string): string {
  const [path = ''] = url.replace(/^[a-z]+:\/\/[^/]*/i, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.map((part) => (words.has(part) ? part : '*')).join('/')}`;
}

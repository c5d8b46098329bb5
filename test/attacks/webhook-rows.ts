import type { Attack, Attacker, Sent } from './attacker.ts';

const calendar = '/api/notifications/calendar';
const elsewhere = '99999999-9999-4999-8999-999999999999';

/** What Graph was given for its secret; known to the attacker only where an attack says so. */
export interface Standing {
  id: string;
  clientState: string;
}

const posted = (path: string, value: unknown[]): Sent => ({
  path,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ value }),
});

/** A change as Graph would tell it, a marked word wherever there is room for one. */
export const change = (a: Attacker, standing: Standing, door: string, more: object = {}) => ({
  subscriptionId: standing.id,
  tenantId: a.world.emulator.world.seed.home.tenant,
  clientState: standing.clientState,
  changeType: 'updated',
  resource: `Users/${a.marks.at(door)}/Events/AAMk${a.marks.at(door)}`,
  resourceData: {
    id: `AAMk${a.marks.at(door)}`,
    '@odata.etag': `W/"${a.marks.at(door)}"`,
    subject: a.burden(door),
  },
  note: a.burden(door),
  ...more,
});

const asked = (token: (word: string) => string) => (a: Attacker, door: string) => ({
  path: `${calendar}?validationToken=${token(a.marks.at(door))}`,
});

const plain: Attack[] = [
  {
    what: '42 validationToken <script>',
    send: asked((word) => encodeURIComponent(`<script>${word}</script>`)),
    status: 400,
    also: ({ text }) => {
      if (/script/.test(text)) throw new Error('it was repeated');
    },
  },
  { what: '43 a token of 5 kB', send: asked((word) => word.padEnd(5_000, 'x')), status: 400 },
  {
    what: '44 %0d%0aSet-Cookie in the token',
    send: asked((word) => `a%0d%0aSet-Cookie:%20${word}=1`),
    status: 400,
    also: ({ headers }) => {
      if (headers['set-cookie']) throw new Error('a header was written');
    },
  },
  {
    what: '45 by GET',
    send: (a, door) => ({ ...asked((word) => word)(a, door), method: 'GET' }),
    status: 405,
  },
  {
    what: '50 10,000 items',
    send: (a, door) => posted(calendar, Array(10_000).fill({ note: a.marks.at(door) })),
    status: 413,
  },
];

/** Section C, against the one subscription there is. */
export function webhookAttacks(standing: Standing): Attack[] {
  const forged = (what: string, more: object, reason: string): Attack => ({
    what,
    send: (a, door) => posted(calendar, [change(a, standing, door, more)]),
    ...{ status: 202, reason },
    also: ({ text }) => {
      if (text !== '') throw new Error('something was said');
    },
  });
  return [
    ...plain,
    forged('46 clientState absent', { clientState: undefined }, 'malformed'),
    forged('46 clientState wrong', { clientState: 'x'.repeat(43) }, 'client-state'),
    forged(
      '46 the beginning of clientState',
      { clientState: standing.clientState.slice(0, 42) },
      'client-state',
    ),
    forged('46 clientState in a list', { clientState: [standing.clientState] }, 'malformed'),
    forged('47 an unknown subscriptionId', { subscriptionId: elsewhere }, 'subscription'),
    forged('48 another tenantId', { tenantId: elsewhere }, 'tenant'),
    forged('49 a resource that is no event', { resource: '/users/x/messages/1' }, 'malformed'),
    ...['reauthorizationRequired', 'subscriptionRemoved', 'missed'].map(
      (lifecycleEvent): Attack => ({
        what: `52 a forged ${lifecycleEvent}`,
        send: (a, door) =>
          posted('/api/notifications/lifecycle', [
            { ...change(a, standing, door, { clientState: 'guess' }), lifecycleEvent },
          ]),
        ...{ status: 202, reason: 'client-state' },
      }),
    ),
  ];
}

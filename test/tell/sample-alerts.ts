import type { CardModel } from '../../src/domain/card-model.ts';
import type { AlertModel, AlertMoreModel, DigestModel } from '../../src/domain/rhythm-model.ts';
import type { AlertMail } from '../../src/tell/mails/alert-mail.ts';

const alert = '5d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4d';
const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';
const awa = { name: 'Awa Diallo', mail: 'awa.diallo@ch-baie.example', phone: '02 00 00 00 34' };
const marc = { name: 'Marc Lebrun', mail: 'marc.lebrun@chu-lac.example', phone: null };
const names: [string, string] = [awa.name, marc.name];
const none = { see: false, pause: false, handOver: false, offerLast: false, close: false };

/** No meeting of Awa and Marc since 10 March 2026, and nobody has looked at it yet. */
export const anAlert = (change: Partial<AlertModel> = {}): AlertModel => ({
  ...{ kind: 'alert', pair, alert, pairCode: 'B-07', names, cause: 'inactive', about: null },
  since: { anchor: 'meeting', day: '2026-03-10' },
  markDays: 56,
  tried: [
    { rung: 'mentee', day: '2026-04-14' },
    { rung: 'both', day: '2026-04-24' },
  ],
  contacts: [awa, marc],
  ...{ seenBy: null, holder: null, offered: false, outcome: null },
  may: { ...none, see: true, pause: true, handOver: true },
  ...change,
});

const more: AlertMoreModel = {
  ...{ kind: 'alert-more', pair, alert, pairCode: 'B-07', names, close: false },
  pauseUntil: ['2026-05-19', '2026-06-02'],
  coaches: [
    { id: 'c1', name: 'Claire Morvan' },
    { id: 'c2', name: 'Paul Ferrand' },
  ],
};

const row = { alert, pairCode: 'B-07', names, since: '2026-03-10', isNew: false };
export const aDigest = (change: Partial<DigestModel> = {}): DigestModel => ({
  ...{ kind: 'digest', cohort: pair, cohortName: 'Promotion 2026', closed: 2 },
  rows: [
    { ...row, cause: 'stop', isNew: true },
    { ...row, cause: 'call' },
    { ...row, cause: 'unreachable' },
    { ...row, cause: 'inactive' },
  ],
  ...change,
});

const stop: Partial<AlertModel> = { cause: 'stop', about: awa, tried: [] };
const closed = { may: none, seenBy: 'Claire Morvan' };

export const alerts: Record<string, CardModel> = {
  'alert, inactive': anAlert(),
  'alert, inactive since the launch': anAlert({
    since: { anchor: 'launch', day: '2026-04-14' },
    markDays: 50,
    tried: [],
  }),
  'alert, seen': anAlert({
    seenBy: 'Claire Morvan',
    may: { ...none, pause: true, handOver: true },
  }),
  'alert, unreachable': anAlert({ cause: 'unreachable', about: marc, tried: [] }),
  'alert, call': anAlert({ cause: 'call', about: awa, tried: [] }),
  'alert, stop': anAlert({
    ...stop,
    may: { ...none, see: true, handOver: true, offerLast: true, close: true },
  }),
  'alert, stop, seen': anAlert({
    ...stop,
    seenBy: 'Claire Morvan',
    may: { ...none, handOver: true, offerLast: true, close: true },
  }),
  'alert, stop, a last meeting offered': anAlert({
    ...{ ...stop, seenBy: 'Claire Morvan', offered: true },
    may: { ...none, close: true },
  }),
  'alert, given to another coach': anAlert({
    holder: 'Paul Ferrand',
    may: { ...none, handOver: true },
  }),
  'alert, taken away': anAlert({ holder: 'Paul Ferrand', contacts: [], tried: [], may: none }),
  'alert, acted': anAlert({ ...closed, outcome: 'acted' }),
  'alert, paused': anAlert({ ...closed, outcome: 'paused' }),
  'alert, reached': anAlert({ ...closed, cause: 'unreachable', about: marc, outcome: 'reached' }),
  'alert, call seen': anAlert({ ...closed, cause: 'call', about: awa, outcome: 'seen' }),
  'alert, stop withdrawn': anAlert({ ...closed, ...stop, outcome: 'withdrawn' }),
  'alert, ended': anAlert({ ...closed, ...stop, outcome: 'ended' }),
  'alert, more': more,
  'alert, more of a stop': { ...more, pauseUntil: [], close: true },
  digest: aDigest(),
  'digest of nothing open': aDigest({ rows: [], closed: 1 }),
  'digest of very many': aDigest({
    rows: Array.from({ length: 40 }, () => ({ ...row, cause: 'inactive' as const })),
    closed: 0,
  }),
};

export const alertMails: AlertMail[] = [
  { kind: 'alert', told: anAlert() },
  { kind: 'alert', told: anAlert({ cause: 'unreachable', about: marc, tried: [] }) },
  { kind: 'alert', told: anAlert({ cause: 'call', about: awa, tried: [] }) },
  { kind: 'alert', told: anAlert({ ...stop, offered: true }) },
  { kind: 'digest', told: aDigest() },
];

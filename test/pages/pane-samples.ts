import type { AppointmentModel, PaneModel } from '../../src/domain/appointment-model.ts';
import type { HeldModel } from '../../src/domain/card-model.ts';
import type { Interval } from '../../src/domain/time.ts';
import type { Draft, Kept, OfficeState } from './pane-office.ts';

export const pair = '00000003-0000-4000-8000-000000000001';
export const otherPair = '00000003-0000-4000-8000-000000000002';
export const meeting = '6d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a01';
export const awa = 'awa.lemoine@mentorat.example';
export const marc = 'marc.delcourt@mentorat.example';
export const ines = 'ines.belkacem@mentorat.example';
export const programme = 'rencontres@programme.example';
export const neutral = 'Rendez-vous Télémaque';

/** An hour of a day of 2026, in UTC. */
export const hourAt = (day: string, from: string): Interval => {
  const start = Date.parse(`${day}T${from}:00Z`);
  return { start, end: start + 3_600_000 };
};

export const tuesday = hourAt('2026-04-21', '08:00');
export const thursday = hourAt('2026-04-23', '12:00');
export const lastFriday = hourAt('2026-04-17', '08:00');

/** Awa looks at it on 20 April 2026; her mentor is Marc. */
export const aPane = (change: Partial<PaneModel> = {}): PaneModel => ({
  reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
  now: Date.parse('2026-04-20T07:00:00Z'),
  pairs: [{ pair, partner: { name: 'Marc Delcourt', mail: 'Marc.Delcourt@mentorat.example' } }],
  pair,
  partner: { name: 'Marc Delcourt', mail: 'Marc.Delcourt@mentorat.example' },
  mailbox: { name: 'Rencontres du programme', mail: programme },
  subject: neutral,
  ...{ appointment: null, held: null, why: null },
  themes: ['taking-up-post', 'networks', 'team-and-cooperation', 'other'],
  recording: 'at-once',
  bodyName: 'Programme de mentorat',
  replyTo: 'equipe@programme.example',
  ...change,
});

export const anAppointment = (change: Partial<AppointmentModel> = {}): AppointmentModel => ({
  ...{ meeting, time: tuesday, state: 'booked', organiser: 'reader', invitation: 'awaited' },
  may: { cancel: true },
  ...change,
});

export const aHeld = (change: Partial<HeldModel> = {}): HeldModel => ({
  ...{ kind: 'held', meeting, partner: 'Marc Delcourt', state: 'booked', time: lastFriday },
  ...{ heldOn: null, recorded: [], themes: aPane().themes, iSaid: false, saidBy: null },
  ...{ recording: 'at-once', earliest: '2026-02-10', today: '2026-04-20' },
  ...change,
});

const iso = (at: number): string => new Date(at).toISOString();

/** A new appointment of Awa's, on Tuesday at ten in Paris, with words of her own. */
export const aDraft = (change: Partial<Draft> = {}): Draft => ({
  kind: 'draft',
  ...{ start: iso(tuesday.start), end: iso(tuesday.end), organiser: awa },
  ...{ subject: '', body: 'Parler du conflit avec le chef de pôle', required: [], optional: [] },
  ...{ sensitivity: 'normal', series: false, fails: [] },
  ...change,
});

export const aKept = (time: Interval, change: Partial<Kept> = {}): Kept => ({
  kind: 'kept',
  ...{ start: iso(time.start), end: iso(time.end), organiser: awa, required: [marc] },
  ...change,
});

export const anOutlook = (change: Partial<OfficeState> = {}): OfficeState => ({
  ...{ locale: 'fr-FR', paper: '#ffffff', mailbox: awa, knowsSignIn: true },
  silent: [{ token: 'first' }],
  asked: [{ token: 'allowed' }],
  item: aDraft(),
  ...change,
});

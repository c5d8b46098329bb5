import type { YearMark } from '../../domain/card-model.ts';
import type { Agreement, MeetingState } from '../../domain/meeting.ts';
import type { GapReason } from '../../domain/plan.ts';
import { weeks } from './count.ts';

const marks: Record<YearMark['kind'], string> = {
  launch: 'Journée de lancement',
  midterm: 'Événement de mi-parcours (à distance)',
  closing: 'Journée de bilan',
  held: 'Rencontre qui a eu lieu',
  booked: 'Rencontre déjà posée',
};

const open: Record<Agreement, string> = {
  asked: 'à confirmer',
  agreed: 'confirmée',
  'other-time': 'un autre moment est souhaité',
};

const states: Record<MeetingState, string | null> = {
  proposed: null,
  booked: null,
  held: 'a eu lieu',
  'not-held': 'n’a pas eu lieu',
  cancelled: 'annulée',
};

/** « repère des huit semaines »: a mark of the guide, not a rule. */
const mark = (days: number): string =>
  days % 7 === 0 ? `repère des ${weeks(days / 7)}` : `repère des ${days} jours`;

/** Why a stretch is longer than the mark; `open` when another date would shorten it. */
const reasons: Record<GapReason | 'open', (markDays: number) => string> = {
  past: (days) => `le ${mark(days)} est déjà passé`,
  notice: (days) => `le ${mark(days)} vient trop tôt pour vous prévenir à temps`,
  'no-common-time': (days) => `aucun créneau commun pour tenir le ${mark(days)}`,
  'most-reached': (days) =>
    `tenir le ${mark(days)} demanderait plus de rencontres que l’année n’en prévoit`,
  open: (days) => `une date de plus pourrait tenir le ${mark(days)}`,
};

/** The dates of a year as they stand. */
export const year = {
  title: (partner: string) => `Vos rencontres de l’année avec ${partner}`,
  mark: (kind: YearMark['kind']) => marks[kind],
  state: (state: MeetingState, agreement: Agreement) => states[state] ?? open[agreement],
  gap: (from: string, to: string, days: number, because: string) =>
    `Entre le ${from} et le ${to}, ${days} jours : ${because}.`,
  because: (why: GapReason | null, markDays: number) => reasons[why ?? 'open'](markDays),
  kept: (markDays: number) => `Entre ces dates, le ${mark(markDays)} est tenu.`,
  suits: 'Décochez les dates qui ne vous conviennent pas',
  suitsError:
    'Laissez au moins une date cochée. Si aucune ne va, choisissez « Aucune ne convient ».',
  unticked: (partner: string) =>
    `Pour une date décochée, ${partner} saura que vous souhaitez un autre moment.`,
  confirm: (number: number): string =>
    number === 1 ? 'Cette date me convient' : 'Ces dates me conviennent',
  none: 'Aucune ne convient',
  allAgreed: 'Toutes ces dates sont confirmées.',
  empty: 'Ces dates ne sont plus posées ni proposées.',
  undo: 'Retirer ces propositions',
  replan: 'Replanifier la suite',
  waiting: 'Les invitations partent dans quelques instants vers vos deux agendas.',
  written: 'Les invitations sont parties vers vos deux agendas.',
  failed:
    'Les invitations n’ont pas toutes pu être inscrites dans vos agendas. Notez ces dates dans le vôtre ; si cela se reproduit, écrivez « mon référent ».',
};

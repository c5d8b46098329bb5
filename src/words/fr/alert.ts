import type { AlertCause, AlertOutcome } from '../../domain/rhythm-model.ts';
import { weeks } from './count.ts';

const titles: Record<AlertCause, string> = {
  inactive: 'Un binôme sans rencontre posée',
  unreachable: 'Une personne que nos messages n’atteignent plus',
  stop: 'Un souhait d’arrêter le mentorat',
  call: 'Une demande d’appel',
};

/** The same on one line of a digest. */
const inShort: Record<AlertCause, (since: string) => string> = {
  inactive: (since) => `aucune rencontre posée, à compter du ${since}`,
  unreachable: (since) => `messages non reçus depuis le ${since}`,
  stop: (since) => `souhait d’arrêter, exprimé le ${since}`,
  call: (since) => `appel demandé le ${since}`,
};

const outcomes: Record<AlertOutcome, string> = {
  acted: 'Le binôme a de nouveau une rencontre posée, proposée ou notée. Ce signalement est clos.',
  paused: 'Le binôme est en pause. Ce signalement est clos.',
  reached: 'Nos messages arrivent de nouveau. Ce signalement est clos.',
  seen: 'Cette demande est vue : la suite se passe entre vous.',
  withdrawn: 'Ce souhait est retiré : le binôme continue. Ce signalement est clos.',
  ended: 'Le binôme est clos.',
};

/** « repère des huit semaines »: a mark of the guide, not a rule. */
const mark = (days: number): string =>
  days % 7 === 0 ? `repère des ${weeks(days / 7)}` : `repère des ${days} jours`;

/** What a referent is told of a pair: facts and dates, never a theme. */
export const alert = {
  title: (cause: AlertCause) => titles[cause],
  pair: (code: string) => `Binôme ${code}`,
  passed: (days: number) => `Le ${mark(days)} est passé, et aucune rencontre n’est posée.`,
  sinceLaunch: (day: string) => `Pas encore de rencontre depuis le lancement, le ${day}.`,
  sinceMeeting: (day: string) => `Dernière rencontre : le ${day}.`,
  unreachable: (name: string, day: string) =>
    `Depuis le ${day}, nos messages à ${name} n’arrivent plus, ni dans Teams ni par courriel.`,
  stop: (name: string, day: string) => `${name} nous a dit, le ${day}, souhaiter arrêter.`,
  stopThen:
    'Aucune raison n’est demandée. L’autre personne n’en est pas informée par Télémaque, et les relances sont suspendues. Les rencontres posées le restent tant que le binôme n’est pas clos.',
  offered: 'Une dernière rencontre est proposée aux deux.',
  call: (name: string, day: string) => `${name} souhaite vous parler (demande du ${day}).`,
  tried: 'Ce qui a été tenté',
  nothingTried: 'Aucun message n’avait encore été envoyé.',
  triedMentee: (name: string, day: string) => `Un message à ${name}, le ${day}.`,
  triedBoth: (day: string) => `Un message à chacun des deux, le ${day}.`,
  contacts: 'Pour les joindre',
  seenBy: (name: string) => `Vu par ${name}.`,
  given: (name: string) => `Ce signalement est confié à ${name}.`,
  outcome: (outcome: AlertOutcome) => outcomes[outcome],
  callThem: (name: string) => `Appeler ${name}`,
  see: 'Vu',
  more: 'Autres actions',
  offerLast: 'Proposer une dernière rencontre',
  close: 'Clore le binôme',
  closeIntro:
    'Les rencontres à venir seront retirées des deux agendas, et chacun recevra le même message. Ce geste ne se défait pas.',
  closeConfirm: 'Oui, clore le binôme',
  moreTitle: 'Que souhaitez-vous faire ?',
  pause: 'Mettre en pause',
  pauseUntil: 'Pause jusqu’au',
  pauseUntilError: 'Choisissez le dernier jour de la pause.',
  pauseThen: 'La pause commence aujourd’hui et prend fin d’elle-même. Chacun en est informé.',
  handOver: 'Confier à un·e collègue',
  to: 'Ingénieur·e en mentorat',
  toError: 'Choisissez un·e collègue.',
  handOverThen:
    'Dès aujourd’hui, cette personne suit le binôme avec vous et reçoit ce signalement.',
  back: 'Retour',
  digestTitle: (cohort: string) => `Vos signalements · ${cohort}`,
  digestNone: 'Plus aucun signalement n’est ouvert.',
  digestRow: (names: string, code: string) => `${names} (binôme ${code})`,
  inShort: (cause: AlertCause, since: string) => inShort[cause](since),
  isNew: 'nouveau',
  digestClosed: (count: number) =>
    count === 1
      ? 'Un signalement s’est clos depuis le dernier point.'
      : `${count} signalements se sont clos depuis le dernier point.`,
  digestMore: (count: number) =>
    count === 1 ? 'Et un autre signalement.' : `Et ${count} autres signalements.`,
  which: 'Quel signalement ouvrir ?',
  whichError: 'Choisissez un signalement.',
  open: 'Ouvrir',
};

import type { Rhythm } from '../../domain/rhythm.ts';
import { weeks } from './count.ts';

type Anchor = Rhythm['since']['anchor'];

const since: Record<Anchor, (day: string) => string> = {
  launch: (day) => `Votre année de mentorat a commencé le ${day}.`,
  meeting: (day) => `Votre dernière rencontre date du ${day}.`,
};

const ask: Record<Anchor, string> = {
  launch: 'Voulez-vous poser votre première rencontre',
  meeting: 'Voulez-vous en poser une',
};

const anyTime: Record<Anchor, string> = {
  launch: 'Vous pouvez commencer quand vous le souhaitez, au rythme qui vous convient.',
  meeting: 'Vous pouvez reprendre quand vous le souhaitez, au rythme qui vous convient.',
};

const spell = (days: number): string => (days % 7 === 0 ? weeks(days / 7) : `${days} jours`);

/** How a pair stands: it helps, and holds nothing against anybody. */
export const rhythm = {
  title: (partner: string) => `Vos rencontres avec ${partner}`,
  since: (anchor: Anchor, day: string) => since[anchor](day),
  ask: (anchor: Anchor, before: string | null) =>
    before === null ? `${ask[anchor]} ?` : `${ask[anchor]} avant le ${before} ?`,
  forecast: (before: string, markDays: number) =>
    `Sans date avant le ${before}, vous dépasserez ${spell(markDays)} : c’est un repère du guide, pas une obligation.`,
  anyTime: (anchor: Anchor) => anyTime[anchor],
  next: (day: string) => `Votre prochaine rencontre est posée : ${day}.`,
  asked: 'Des moments sont proposés et attendent une réponse.',
  paused: (until: string) =>
    `Votre binôme est en pause jusqu’au ${until} inclus. D’ici là, je ne vous propose rien.`,
  begins: (day: string) => `Votre année de mentorat commence le ${day}.`,
  over: 'Votre année de mentorat est terminée.',
  noted: 'Une rencontre a eu lieu sans moi ? Écrivez « noter ».',
  pause: 'Convenir d’une pause',
  link: 'Votre page personnelle vous permet de choisir un moment, de poser vos rencontres de l’année ou de convenir d’une pause :',
};

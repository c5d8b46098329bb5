import type { Recording } from '../../domain/cohort-settings.ts';
import type { Place } from '../../domain/meeting.ts';

/** Coaches see dates and themes as the cohort has decided; a pair sees its own at once. */
const since: Record<Recording, string> = {
  'at-once': 'dès qu’elles sont notées',
  'at-checkpoints': 'à mi-parcours puis en fin de programme',
};

/** Beside the name of the institution, for whoever knows the role better than the house. */
const whose: Record<Place, string> = {
  mentee: 'mentoré·e',
  mentor: 'mentor',
  neutral: 'lieu neutre',
};

const places: Record<Place, string> = {
  mentee: 'Établissement de la ou du mentoré·e',
  mentor: 'Établissement du mentor',
  neutral: 'Lieu neutre, à convenir entre vous',
};

export const common = {
  /** All that a notification may show. */
  preview: 'Télémaque : une question sur votre agenda',
  fallback:
    'Télémaque vous pose une question sur votre agenda. Votre version de Teams ne peut pas l’afficher : ouvrez cette conversation dans une version récente, ou écrivez « aide ».',
  goodToKnow: 'À savoir',
  /** The confidentiality line: the same on every card and mail. */
  /** Leads to what is kept of people, and how long. */
  data: 'Vos données',
  kept: (recording: Recording) =>
    `Seules la date et les thématiques générales de chaque rencontre sont gardées. Le binôme les voit ; les ingénieur·es en mentorat de sa promotion aussi, ${since[recording]}.`,
  place: (place: Place, label: string | null) =>
    label === null ? places[place] : `${label} (${whose[place]})`,
  video: 'En visio',
  minutes: (minutes: number) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return `${rest} minutes`;
    if (rest > 0) return `${hours} h ${rest}`;
    return hours === 1 ? '1 heure' : `${hours} heures`;
  },
};

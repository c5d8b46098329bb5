import type { Recording } from '../../domain/cohort-settings.ts';
import type { Place } from '../../domain/meeting.ts';
import type { common as french } from '../fr/common.ts';

const since: Record<Recording, string> = {
  'at-once': 'as soon as they are recorded',
  'at-checkpoints': 'at mid-term, then at the end of the programme',
};

/** Beside the name of the institution, for whoever knows the role better than the house. */
const whose: Record<Place, string> = {
  mentee: 'mentee',
  mentor: 'mentor',
  neutral: 'neutral place',
};

const places: Record<Place, string> = {
  mentee: 'The mentee’s institution',
  mentor: 'The mentor’s institution',
  neutral: 'A neutral place, to be agreed between you',
};

export const common: typeof french = {
  preview: 'Télémaque: a question about your calendar',
  fallback:
    'Télémaque has a question about your calendar. Your version of Teams cannot show it: open this conversation in a recent one, or type “help”.',
  goodToKnow: 'Good to know',
  data: 'Your data',
  kept: (recording) =>
    `Only the date and the general themes of each meeting are kept. The pair sees them; so do the mentoring coaches of its cohort, ${since[recording]}.`,
  place: (place, label) => (label === null ? places[place] : `${label} (${whose[place]})`),
  video: 'By video',
  minutes: (minutes) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return `${rest} minutes`;
    const whole = hours === 1 ? '1 hour' : `${hours} hours`;
    return rest > 0 ? `${whole} ${rest}` : whole;
  },
};

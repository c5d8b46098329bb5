import type { zones as french } from '../fr/zones.ts';

export const zones: typeof french = {
  'Europe/Paris': 'Paris time',
  'America/Guadeloupe': 'Guadeloupe time',
  'America/Martinique': 'Martinique time',
  'America/Cayenne': 'French Guiana time',
  'Indian/Reunion': 'Réunion time',
  'America/Miquelon': 'Saint-Pierre and Miquelon time',
  'Indian/Mayotte': 'Mayotte time',
  'America/St_Barthelemy': 'Saint-Barthélemy time',
  'America/Marigot': 'Saint-Martin time',
  'Pacific/Wallis': 'Wallis and Futuna time',
  'Pacific/Tahiti': 'Tahiti time',
  'Pacific/Noumea': 'New Caledonia time',
};

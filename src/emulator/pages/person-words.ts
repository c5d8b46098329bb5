import type { Person } from './control-api.ts';

/** The programme's mailbox among the people of Outlook: nobody, but with a calendar. */
export const mailboxRole = 'mailbox';

const roleWords: [role: string, word: string, group: string][] = [
  [mailboxRole, 'organise les rencontres', 'Le programme'],
  ['mentee', 'mentoré·e', 'Mentoré·es'],
  ['mentor', 'mentor', 'Mentors'],
  ['coach', 'ingénieur·e en mentorat', 'Ingénieur·es en mentorat'],
  ['referent', 'référent·e', 'Référent·es'],
  ['pilot', 'pilote du programme', 'Pilotage'],
];

/** Headings of the list of people, in the order they are shown. */
export const groups: string[] = [...roleWords.map(([, , group]) => group), 'Autres personnes'];

/** The one heading under which someone is listed: their first role's. */
export const groupOf = (someone: Person): string =>
  roleWords.find(([role]) => someone.roles.includes(role))?.[2] ?? 'Autres personnes';

/** « mentoré·e · binôme P01 » */
export function roleOf(someone: Person): string {
  const roles = roleWords.filter(([role]) => someone.roles.includes(role)).map(([, word]) => word);
  const pair = someone.pair ? [`binôme ${someone.pair}`] : [];
  return [...roles, ...pair].join(' · ') || 'extérieur au programme';
}

/** How the product can reach that person and what it can see of their calendar, in words. */
export function reachOf(someone: Person): string {
  if (someone.roles.includes(mailboxRole)) return someone.mail;
  const reach = someone.reach === 'bot' ? 'Télémaque dans Teams' : 'Par courrier seulement';
  const mailbox = someone.mailbox === 'here' ? 'agenda ici' : 'agenda ailleurs';
  return `${reach} · ${mailbox}`;
}

export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');

/** Lower case without accents, so that « helene » finds « Hélène ». */
export const searchable = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export const searchTextOf = (someone: Person): string =>
  searchable([someone.name, someone.mail, roleOf(someone), someone.organisation ?? ''].join(' '));

/** « d’Awa Lenormand », « de Marc Tessandier » */
export const ofName = (name: string): string =>
  /^([aeiou]|h[aeiouy]|y[^aeiou])/.test(searchable(name)) ? `d’${name}` : `de ${name}`;

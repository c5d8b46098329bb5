/**
 * A browser's first date takes as long as drawing a whole year: its tables are read then. Run on its
 * own while the page's scripts are still on their way, so that nobody waits for it.
 */
const parts: Intl.DateTimeFormatOptions[] = [
  { day: 'numeric', month: 'long' },
  { weekday: 'long' },
  { hour: '2-digit', minute: '2-digit' },
];
for (const part of parts)
  new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...part }).formatToParts(0);

export {};

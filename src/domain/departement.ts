/** Time zones of the départements and collectivities that do not live at the time of Paris. */
const overseas: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
};

const corsica = ['2A', '2B'];

/**
 * The département's code as INSEE writes it, or null when there is none such. A spreadsheet drops
 * the zero of `01`, so `1` is read as `01`.
 */
export function departementOf(text: string): string | null {
  const code = text.toUpperCase().padStart(2, '0');
  if (code in overseas || corsica.includes(code)) return code;
  if (!/^\d{2}$/.test(code)) return null;
  const number = Number(code);
  return number >= 1 && number <= 95 && number !== 20 ? code : null;
}

/** The zone people of that département live in; null where it is the one of the mainland. */
export function timeZoneOfDepartement(departement: string): string | null {
  return overseas[departement] ?? null;
}

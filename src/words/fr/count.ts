const figures = [
  'zéro',
  'une',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
];

/** Of dates, weeks and meetings, which are feminine; in figures where words would grow long. */
export const count = (number: number): string => figures[number] ?? String(number);

export const weeks = (number: number): string =>
  number === 1 ? 'une semaine' : `${count(number)} semaines`;

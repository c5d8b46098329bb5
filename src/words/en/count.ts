const figures = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
];

/** In figures where words would grow long. */
export const count = (number: number): string => figures[number] ?? String(number);

export const weeks = (number: number): string =>
  number === 1 ? 'one week' : `${count(number)} weeks`;

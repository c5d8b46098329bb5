import type { Contact } from '../../domain/card-model.ts';

/** A person and every way to reach them, on one line. */
export const contactText = ({ name, mail, phone }: Contact): string =>
  [name, mail, phone].filter((part) => part !== null && part !== '').join(', ');

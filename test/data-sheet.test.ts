import { expect, test } from 'vitest';
import { dataSheet } from './support/data-sheet.ts';

test('the data sheet for the impact assessment says what the code’s own tables say', async () => {
  await expect(dataSheet()).toMatchFileSnapshot('../docs/fiche-traitement.md');
});

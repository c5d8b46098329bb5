import { describe, expect, test } from 'vitest';
import { actionsOf, findAction } from '../../src/emulator/teams/card-actions.ts';

const execute = (title: string, verb: string, data?: object) => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
});

const card = {
  // Written before the body on purpose: the order is the drawn one, not the order of the JSON.
  actions: [
    execute('Plus tard', 'later'),
    {
      type: 'Action.ShowCard',
      title: 'Autre date',
      card: { type: 'AdaptiveCard', body: [], actions: [execute('Choisir', 'pick', { n: 4 })] },
    },
  ],
  type: 'AdaptiveCard',
  body: [
    { type: 'Container', selectAction: execute('Ligne', 'pick', { n: 1 }), items: [] },
    {
      type: 'ColumnSet',
      columns: [{ items: [{ type: 'ActionSet', actions: [execute('A', 'pick', { n: 2 })] }] }],
    },
    {
      type: 'Table',
      rows: [
        { cells: [{ items: [{ type: 'Image', selectAction: execute('B', 'pick', { n: 3 }) }] }] },
      ],
    },
  ],
  refresh: { action: execute('Rafraîchir', 'refresh') },
  fallback: { type: 'Action.Submit', title: 'Envoyer' },
};

describe('the actions of a card', () => {
  test('stand in the order they are drawn, wherever they are nested', () => {
    const names = actionsOf(card).map(({ title }) => title);

    expect(names).toEqual(['Ligne', 'A', 'B', 'Plus tard', 'Autre date', 'Choisir']);
  });

  test('are found by verb, the one asked for among several', () => {
    const found = [0, 1, 2, 3, 4].map((nth) => findAction(card, 'pick', nth)?.data);

    expect(found).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, undefined]);
  });

  test('are found by title too', () => {
    expect(findAction(card, 'Plus tard', 0)?.verb).toBe('later');
  });

  test('leave out what is never drawn: fallback and refresh', () => {
    expect(findAction(card, 'refresh', 0)).toBeUndefined();
    expect(findAction(card, 'Envoyer', 0)).toBeUndefined();
  });
});

import type { CardModel } from '../../src/domain/card-model.ts';
import type { ReachModel } from '../../src/domain/rhythm-model.ts';

const aReach = (change: Partial<ReachModel> = {}): ReachModel => ({
  kind: 'reach',
  cohort: '2f6f0a3e-3e0f-4a53-8f43-0d0a3d5f7a02',
  cohortName: 'Promotion 2026',
  rows: [],
  more: 0,
  reached: 18,
  ...change,
});
const since = Date.parse('2026-05-04T08:00:00Z');

/** What a coach may read of reach. */
export const reaches: Record<string, CardModel> = {
  'everybody is reached': aReach(),
  'some cannot be reached': aReach({
    rows: [
      {
        ...{ name: 'Awa Diallo', pairCode: 'P01', state: 'unreachable', since },
        reason: '400 ErrorInvalidRecipients',
      },
      { name: 'Marc Lebrun', pairCode: 'P01', state: 'no-answer', since, reason: null },
      { name: 'Paul Rey', pairCode: 'P02', state: 'bot-lost', since, reason: '403 SomethingNew' },
      { name: 'Léa Roy', pairCode: 'P03', state: 'bot-lost', since: null, reason: null },
    ],
    reached: 1,
  }),
  'more than a card can show': aReach({
    rows: Array.from({ length: 20 }, (_, at) => ({
      ...{ name: `Personne ${at}`, pairCode: `P${at}`, state: 'bot-lost' as const, since },
      reason: '403 MessageWritesBlocked',
    })),
    more: 4,
  }),
};

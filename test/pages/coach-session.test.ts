import { describe, expect, test } from 'vitest';
import { readAddress } from '../../src/pages/coach/address.ts';
import type { CoachApi, Outcome } from '../../src/pages/coach/ask.ts';
import { CoachSession } from '../../src/pages/coach/session.ts';
import { lists, sheetOf, sheets } from './coach-samples.ts';

type Answer = (outcome: Outcome<object>) => void;

/** The product, answering when and in what order the test says. */
class Slow implements CoachApi {
  readonly asked: { path: string; body: object; answer: Answer }[] = [];

  ask<Reply extends object>(path: string, body: object): Promise<Outcome<Reply>> {
    return new Promise((answer) => {
      // The test answers what the path's contract says.
      this.asked.push({ path, body, answer: answer as Answer });
    });
  }

  download(): Promise<Outcome<{ name: string }>> {
    throw new Error('nothing is downloaded here');
  }
}

const reply = (page: object): Outcome<object> => ({ kind: 'reply', reply: { page } });

async function opened(): Promise<{ session: CoachSession; api: Slow }> {
  const api = new Slow();
  const session = new CoachSession(readAddress(''), () => {});
  const opening = session.open(api, 'fr', readAddress(''));
  api.asked[0]?.answer(reply(lists.mine));
  await opening;
  return { session, api };
}

describe('answers that cross each other', () => {
  test('the answer to the last look counts, whenever an earlier one comes', async () => {
    const { session, api } = await opened();
    const first = session.filter(['paused']);
    const last = session.filter(['late']);
    api.asked[2]?.answer(reply(lists.green));
    await last;
    api.asked[1]?.answer(reply(lists.none));
    await first;
    expect(session.state().list).toEqual(lists.green);
    expect(session.state().reading).toBe(false);
  });

  test('whoever has gone on to another pair is told nothing of the one before', async () => {
    const { session, api } = await opened();
    const opening = session.openPair('pair-1');
    api.asked[1]?.answer(reply(sheets.late));
    await opening;
    const acting = session.act('pair-1', { act: 'see', alert: 'alert-1' });
    const other = sheetOf({ line: { ...sheets.late.line, pair: 'pair-2', code: 'P02' } });
    const going = session.openPair('pair-2');
    api.asked[3]?.answer(reply(other));
    await going;
    api.asked[2]?.answer({ kind: 'reply', reply: { page: sheets.late, said: 'alert-seen' } });
    await acting;
    expect(session.state().sheet).toEqual(other);
    expect(session.state().said).toBe(null);
  });

  test('a second press while an act is on its way is not sent', async () => {
    const { session, api } = await opened();
    void session.act('pair-1', { act: 'see', alert: 'alert-1' });
    void session.act('pair-1', { act: 'see', alert: 'alert-1' });
    expect(api.asked.filter(({ path }) => path === '/api/coach/act')).toHaveLength(1);
  });
});

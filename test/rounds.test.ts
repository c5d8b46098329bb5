import { describe, expect, test } from 'vitest';
import { openRounds } from '../src/rounds.ts';

/** Rounds that end only when told to. */
function heldRounds() {
  const begun: { end: () => void; fail: (why: Error) => void }[] = [];
  const rounds = openRounds(
    () => new Promise<void>((end, fail) => void begun.push({ end: () => end(), fail })),
  );
  const turn = () => new Promise<void>((done) => setImmediate(done));
  return { begun, rounds, turn };
}

describe('rounds', () => {
  test('never go on twice at once; whoever asks meanwhile has one more made, however many ask', async () => {
    const { begun, rounds, turn } = heldRounds();
    const first = rounds.run();
    const others = [rounds.run(), rounds.run()];
    expect(begun).toHaveLength(1);

    begun[0]?.end();
    await turn();
    expect(begun).toHaveLength(2);

    begun[1]?.end();
    await Promise.all([first, ...others]);
    expect(begun).toHaveLength(2);
  });

  test('asked for after the last one has ended begin anew', async () => {
    const { begun, rounds } = heldRounds();
    const first = rounds.run();
    begun[0]?.end();
    await first;

    const second = rounds.run();
    begun[1]?.end();
    await second;

    expect(begun).toHaveLength(2);
  });

  test('that fail say so to whoever asked, and do not stand in the way of the next', async () => {
    const { begun, rounds } = heldRounds();
    const first = rounds.run();
    begun[0]?.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');

    const second = rounds.run();
    begun[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });

  test('are idle once the one under way has ended', async () => {
    const { begun, rounds, turn } = heldRounds();
    void rounds.run();
    let idle = false;
    void rounds.idle().then(() => {
      idle = true;
    });
    await turn();
    expect(idle).toBe(false);

    begun[0]?.end();
    await turn();
    expect(idle).toBe(true);
  });
});

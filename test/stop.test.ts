import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { longestStopMs, stop } from '../src/stop.ts';

async function stopped(close: () => Promise<void>) {
  const codes: number[] = [];
  const told: unknown[] = [];
  const end = (code: number) => void codes.push(code);
  void stop({ close, end, tell: (error) => void told.push(error), longestMs: 50 });
  await pause(120);
  return { codes, told: told.map(String) };
}

test('a process that has finished what was in hand ends with 0', async () => {
  expect(await stopped(async () => {})).toEqual({ codes: [0], told: [] });
});

test('one that cannot says why, and ends with 1', async () => {
  const no = () => Promise.reject(new Error('the store is away'));
  expect(await stopped(no)).toEqual({ codes: [1], told: ['Error: the store is away'] });
});

test('one that has not finished in time leaves the rest to its leases, and ends with 1', async () => {
  const told = ['Error: not finished after 0.05 s'];
  expect(await stopped(() => new Promise(() => {}))).toEqual({ codes: [1], told });
  expect(longestStopMs).toBe(10_000);
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startEmulator } from '../../src/emulator/start.ts';
import { startProductDouble } from './product-double.ts';
import { appId, aWorld } from './teams-world.ts';

test('nobody is brought to a product that has not reloaded its cohort yet: it would not know them', async () => {
  const product = await startProductDouble();
  // Several times as long as the emulator waits before it looks at what has come due.
  product.resetTakes = 1_000;
  const { seed } = await aWorld();
  const dataDir = mkdtempSync(join(tmpdir(), 'reset-'));
  const options = { port: 0, dataDir, productUrl: product.url, appId, seed, selfRunning: true };
  const emulator = await startEmulator(options);
  await vi.waitFor(() => expect(product.told).toContain('/api/messages'));

  product.told.length = 0;
  await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' });
  await vi.waitFor(() => {
    const since = product.told.indexOf('/_local/reset');
    expect(product.told.slice(since)).toContain('/api/messages');
  }, 5_000);

  const reset = product.told.indexOf('/_local/reset');
  const done = product.told.indexOf('reset is done');
  expect(product.told.slice(reset, done)).not.toContain('/api/messages');
  await emulator.close();
  await product.close();
});

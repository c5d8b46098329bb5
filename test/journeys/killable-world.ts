import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/db/open.ts';
import { startEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { openControl } from './control.ts';
import { startKillable } from './killable-product.ts';
import { freePort, localAppId } from './world.ts';

export type KillableWorld = Awaited<ReturnType<typeof startKillableWorld>>;

/** The emulator in this process, the product with the sample's cohort in one that can be killed. */
export async function startKillableWorld(seed: Seed) {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-kill-'));
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const store = await freshStore();
  const publicUrl = `http://localhost:${port}`;
  const emulator = await startEmulator({
    port: emulatorPort,
    dataDir: join(dir, 'emulator'),
    productUrl: publicUrl,
    appId: localAppId,
    seed,
  });
  const url = 'url' in store ? store.url : undefined;
  const product = await startKillable({
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    DATA_DIR: dir,
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  });
  const control = openControl(emulator.url);
  await control.settle();
  return {
    ...control,
    ...{ product, seed, publicUrl },
    /** Ends the product and opens its store: an engine in a folder lets nobody else in before. */
    async storeAfterwards() {
      await product.stop();
      return openStore(url === undefined ? { folder: join(dir, 'product') } : { url });
    },
    async close() {
      await product.stop();
      await emulator.close();
      await dropStore(store);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

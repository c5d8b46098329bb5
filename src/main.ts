import { compose, StoreMoved } from './compose.ts';
import { BadConfig, readConfig } from './config.ts';
import { stopWhenAsked } from './stop.ts';

/** Whoever spreads the requests has seen by then that this instance is not ready any more. */
const graceMs = 3000;

/** A real tenant: reads the configuration, listens, stops when asked to. */
async function main(): Promise<void> {
  const product = await compose(readConfig());
  await product.listen();
  const close = () => product.close({ graceMs });
  stopWhenAsked({ close, tell: (error) => console.error(error) });
}

main().catch((error: unknown) => {
  const told = error instanceof BadConfig || error instanceof StoreMoved;
  console.error(told ? error.message : error);
  process.exit(1);
});

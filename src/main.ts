import { compose } from './compose.ts';
import { BadConfig, readConfig } from './config.ts';

/** A real tenant: reads the configuration, listens, stops when asked to. */
async function main(): Promise<void> {
  const product = await compose(readConfig());
  await product.listen();
  const stop = () => {
    product.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof BadConfig ? error.message : error);
  process.exit(1);
});

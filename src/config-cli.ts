import { shownConfig } from './config/shown.ts';
import { BadConfig, readConfig } from './config.ts';

/** `npm run config`: tells how the product would start, secrets masked, or all that keeps it from it. */
try {
  console.log(JSON.stringify(shownConfig(readConfig()), null, 2));
} catch (error) {
  if (!(error instanceof BadConfig)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

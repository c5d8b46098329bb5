import { migrateAsOwner } from './db/migrate.ts';
import { openServer } from './db/open.ts';

/**
 * `npm run migrate`: brings a server's store to the newest migration as the owner of its tables, and
 * grants the other roles what they may do. Only the address is read, no tenant's configuration.
 */
async function main(): Promise<void> {
  const { DATABASE_URL: url } = process.env;
  if (!url) throw new Error('DATABASE_URL is missing: set it to the owner’s postgres:// address.');
  const opened = openServer(url, () => {});
  try {
    await migrateAsOwner(opened.sql);
  } finally {
    await opened.close();
  }
  console.log('The store is at its newest migration; its roles may do what they need.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

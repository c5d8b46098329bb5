import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { poolWithPlans } from './kept-plans.ts';

/**
 * PGlite has one session, so the pool has one connection: a transaction holds it whole. Inside a
 * transaction only that transaction may be used; the outer handle would wait forever.
 */
export function embeddedPool(engine: PGlite, types?: pg.CustomTypesConfig): PostgresPool {
  const pool = new pg.Pool({
    ...createPgConfig(engine),
    max: 1,
    // An idle connection that ended would forget its plans.
    idleTimeoutMillis: 0,
    ...(types ? { types } : {}),
  });
  const { connect, end } = poolWithPlans(pool);
  return {
    connect,
    end: async () => {
      await end();
      await engine.close();
    },
  };
}

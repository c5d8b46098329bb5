import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** More would only hold memory: the product asks some three hundred different questions. */
const plansKept = 500;

/**
 * PGlite has one session, so the pool has one connection: a transaction holds it whole. Inside a
 * transaction only that transaction may be used; the outer handle would wait forever.
 *
 * Planning a question takes PGlite several times as long as answering it. One asked a second time
 * is therefore prepared under a name, and its plan kept for as long as the store is open.
 */
export function embeddedPool(engine: PGlite, types?: pg.CustomTypesConfig): PostgresPool {
  const pool = new pg.Pool({
    ...createPgConfig(engine),
    max: 1,
    // An idle connection that ended would forget its plans.
    idleTimeoutMillis: 0,
    ...(types ? { types } : {}),
  });
  const nameOf = namer();
  return {
    connect: async () => {
      const client = await pool.connect();
      const query = (text: string, values: unknown[]) => {
        // Without values, text may hold several statements, and those cannot be prepared.
        const name = values.length > 0 ? nameOf(text) : undefined;
        return client.query(name ? { name, text, values } : { text, values });
      };
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: async () => {
      await pool.end();
      await engine.close();
    },
  };
}

/** A name from the second time a text is asked; texts asked once (a list of another length) get none. */
function namer(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const once = new Set<string>();
  return (text) => {
    const known = names.get(text);
    if (known || names.size >= plansKept) return known;
    if (!once.delete(text)) {
      if (once.size >= plansKept) once.clear();
      once.add(text);
      return undefined;
    }
    const name = `q${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

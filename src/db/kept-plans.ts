import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** More would only hold memory: the product asks some three hundred different questions. */
const plansKept = 500;
/** What is longer writes many rows at once: to plan it costs little beside running it. */
const longestNamed = 4_000;

/** A pool as Kysely knows one, whose connections are asked by `openPlans`. */
export function poolWithPlans(pool: pg.Pool): PostgresPool {
  const ask = openPlans();
  return {
    connect: async () => {
      const client = await pool.connect();
      const query = (text: string, values: unknown[]) => ask(client, text, values);
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/**
 * How a connection is asked. To plan a question takes an engine several times as long as to answer
 * it, so a text asked a second time is prepared under a name, and each connection keeps its plan.
 *
 * A migration that ran meanwhile may have changed what a kept plan answers, and a pooler between us
 * and the server may not know the name: then the question is asked once more without one. Inside a
 * transaction, which the first answer has ended, the error says so and `db.ts` begins anew.
 */
function openPlans(): (client: Client, text: string, values: unknown[]) => Promise<Result> {
  let names: Names = namer('q');
  let generation = 1;
  const forget = (code: string | undefined) => {
    generation += 1;
    names = code === codes.changed ? namer(`q${generation}_`) : () => undefined;
  };
  return async (client, text, values) => {
    const asked = names;
    // Without values, text may hold several statements, and those cannot be prepared.
    const name = values.length > 0 && text.length <= longestNamed ? asked(text) : undefined;
    if (!name) return client.query({ text, values });
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!lostPlan(error)) throw error;
      if (asked === names) forget(codeOf(error));
      return client.query({ text, values }).catch(() => {
        throw error;
      });
    }
  };
}

type Client = Pick<pg.PoolClient, 'query'>;
type Result = pg.QueryResult;
type Names = (text: string) => string | undefined;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const codes = { changed: '0A000', unknown: '26000', doubled: '42P05' };

/** The plan kept under a name is of no use any more; nothing was done. */
export const lostPlan = (error: unknown): boolean =>
  (Object.values(codes) as unknown[]).includes(codeOf(error));

/** The engine's own code of an error, on either engine. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** A name from the second time a text is asked; texts asked once (a list of another length) get none. */
function namer(prefix: string): Names {
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
    const name = `${prefix}${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

import pg from 'pg';

/** A copy that a test made on purpose: whoever opens it next finds it at home. */
export async function letBeAtHome(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from home');
  await client.end();
}

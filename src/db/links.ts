import type { Kysely } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** A personal link: for one person, one purpose, one subject, until it expires. Kept as a hash only. */
export interface Link {
  person: string;
  purpose: string;
  subject: string;
  expires: Instant;
}

export const links = (sql: Kysely<Schema>) => ({
  /** `effect`: the mail that carries it, which an act by it answers. */
  async add(hash: Uint8Array, link: Link & { effect?: number }): Promise<void> {
    await sql
      .insertInto('link')
      .values({
        hash,
        person_id: link.person,
        purpose: link.purpose,
        subject: link.subject,
        expires: new Date(link.expires),
        ...(link.effect === undefined ? {} : { effect_id: link.effect }),
      })
      .execute();
  },

  async byHash(hash: Uint8Array): Promise<Link | undefined> {
    const row = await sql
      .selectFrom('link')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
    return (
      row && {
        person: row.person_id,
        purpose: row.purpose,
        subject: row.subject,
        expires: row.expires,
      }
    );
  },
});

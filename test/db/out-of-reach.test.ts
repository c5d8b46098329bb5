import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aWorld } from '../support/world.ts';

const world = aWorld();

describe('the store is out of reach', () => {
  test.each([
    ['nobody listens', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['the line breaks', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
    ['the server is told to stop', Object.assign(new Error('x'), { code: '57P01' })],
    ['the server is starting', Object.assign(new Error('x'), { code: '57P03' })],
    ['the server takes no more', Object.assign(new Error('x'), { code: '53300' })],
    ['the driver lost it', new Error('Connection terminated unexpectedly')],
    ['the driver waited', new Error('timeout exceeded when trying to connect')],
  ])('when %s', (_how, error) => {
    expect(world.db.outOfReach(error)).toBe(true);
  });

  test.each([
    ['words', new Error('The Connection terminated the meeting')],
    ['another fault', Object.assign(new Error('x'), { code: '23505' })],
    ['no error at all', 'ECONNREFUSED'],
  ])('not by %s', (_what, error) => {
    expect(world.db.outOfReach(error)).toBe(false);
  });

  test('not when a question was wrong', async () => {
    const wrong = await sql`select nothing from nowhere`
      .execute(world.db.opened.sql)
      .catch((e) => e);
    expect(wrong).toBeInstanceOf(Error);
    expect(world.db.outOfReach(wrong)).toBe(false);
  });
});

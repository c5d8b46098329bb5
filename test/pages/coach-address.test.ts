import { describe, expect, test } from 'vitest';
import { type Address, queryOf, readAddress } from '../../src/pages/coach/address.ts';

const start: Address = { cohort: null, section: 'mine', search: '', standing: [], pair: null };

describe('where a coach is', () => {
  test.each<[string, Address]>([
    ['', start],
    ['shown=all', { ...start, section: 'all' }],
    ['view=report', { ...start, section: 'report' }],
    ['view=waves', { ...start, section: 'waves' }],
    ['cohort=c1&view=programme', { ...start, cohort: 'c1', section: 'programme' }],
    ['q=L%C3%A9a+%26+No%C3%A9', { ...start, search: 'Léa & Noé' }],
    ['standing=late%2Cdue&pair=p1', { ...start, standing: ['late', 'due'], pair: 'p1' }],
  ])('stands in the query « %s », and is found again', (query, address) => {
    expect(queryOf(address)).toBe(query);
    expect(readAddress(query)).toEqual(address);
  });

  test.each([
    ['another part', 'view=kitchen&shown=most', start],
    ['another standing', 'standing=asleep,late,', { ...start, standing: ['late'] }],
    ['nothing at all', 'pair=&cohort=&q=', start],
  ])('is where it can be, when the query names %s', (_what, query, address) => {
    expect(readAddress(query)).toEqual(address);
  });

  test('a search is as long as the product takes one', () => {
    expect(readAddress(`q=${'a'.repeat(101)}`).search).toHaveLength(100);
  });
});

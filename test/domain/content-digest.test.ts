import { expect, test } from 'vitest';
import { canonical, contentDigest } from '../../src/domain/content-digest.ts';

test('content is the same whatever the order of its keys, and another once a value is', () => {
  const cohort = { name: 'Promotion 2026', days: { launch: '2026-04-14', closing: '2027-03-25' } };
  const turned = { days: { closing: '2027-03-25', launch: '2026-04-14' }, name: 'Promotion 2026' };
  expect(contentDigest(turned)).toBe(contentDigest(cohort));
  expect(contentDigest({ ...cohort, name: 'Promotion 2027' })).not.toBe(contentDigest(cohort));
});

test('the order of a list is part of its content', () => {
  expect(contentDigest(['Awa', 'Marc'])).not.toBe(contentDigest(['Marc', 'Awa']));
});

test('a key without a value is as if it were not there, and null is a value', () => {
  expect(canonical({ phone: undefined, name: 'Awa' })).toBe('{"name":"Awa"}');
  expect(canonical({ phone: null, name: 'Awa' })).toBe('{"name":"Awa","phone":null}');
  expect(canonical(undefined)).toBe('null');
});

test('a digest is 32 hexadecimal digits', () => {
  expect(contentDigest({})).toMatch(/^[0-9a-f]{32}$/);
});

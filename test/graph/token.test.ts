import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, faultOf, type Script } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const letter = {
  to: { mail: 'marc@chu.example', name: 'Marc Leroy' },
  replyTo: { mail: 'coachs@mentorat.example', name: 'Les coachs' },
  subject: 'Télémaque',
  html: '<p>Bonjour</p>',
};
const accepted: Script = () => ({ status: 202 });

describe('the token that Graph is asked with', () => {
  test('is for Graph alone, and serves calls that start together and those that follow', async () => {
    fake = await fakeGraph(accepted);

    await Promise.all([1, 2, 3].map(() => fake?.graph.mail.send(letter)));
    await fake.graph.mail.send(letter);

    expect([fake.tokens.length, fake.asked.length]).toEqual([1, 4]);
    expect(fake.asked[0]?.headers.authorization).toBe('Bearer a-token');
    const sent = new URLSearchParams(String(fake.tokens[0]?.body));
    expect(sent.get('scope')).toBe('https://graph.microsoft.com/.default');
  });

  test('is asked for anew after Graph refused it', async () => {
    const turns = [{ status: 401, body: {} }, { status: 202 }];
    fake = await fakeGraph(() => turns.shift() ?? { status: 500 });

    await faultOf(fake.graph.mail.send(letter));
    await fake.graph.mail.send(letter);

    expect([fake.tokens.length, fake.asked.length]).toEqual([2, 2]);
  });

  test.each<[string, ReturnType<Script>, object]>([
    ['an outage', { status: 500, body: {} }, { status: 503, code: 'token-http-500' }],
    ['silence', 'silence', { status: 503, code: 'token-timeout' }],
  ])('not had because of %s, Graph is not asked', async (_what, told, fault) => {
    fake = await fakeGraph(accepted, { token: () => told, config: { timeoutMs: 1_000 } });

    expect(await faultOf(fake.graph.mail.send(letter))).toMatchObject(fault);
    expect([fake.tokens.length, fake.asked.length]).toEqual([1, 0]);
  });
});

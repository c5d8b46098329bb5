import { afterEach, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, mailbox } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

test('a mail leaves the programme mailbox, is answered to the coaches, and is kept nowhere', async () => {
  fake = await fakeGraph(() => ({ status: 202 }));

  await fake.graph.mail.send({
    to: { mail: 'awa@hopital.example', name: 'Awa Sarr' },
    replyTo: { mail: 'coachs@mentorat.example', name: 'Les coachs' },
    subject: 'Télémaque : une question sur votre agenda',
    html: '<p>Bonjour Awa,</p>',
  });

  expect(fake.asked[0]).toMatchObject({
    method: 'POST',
    path: `/v1.0/users/${mailbox}/sendMail`,
    body: {
      message: {
        subject: 'Télémaque : une question sur votre agenda',
        body: { contentType: 'HTML', content: '<p>Bonjour Awa,</p>' },
        toRecipients: [{ emailAddress: { address: 'awa@hopital.example', name: 'Awa Sarr' } }],
        replyTo: [{ emailAddress: { address: 'coachs@mentorat.example', name: 'Les coachs' } }],
      },
      saveToSentItems: false,
    },
  });
});

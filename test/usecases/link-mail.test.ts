import { expect, test } from 'vitest';
import { renderMail } from '../../src/tell/mails/render-mail.ts';
import { aboutPage } from '../../src/usecases/link-mail.ts';
import { awa, marc, nowhere, p01, rose, tuesday } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const about = (pair: string, person = marc) =>
  aboutPage(world.db.read, pair, person, world.clock.now);
const link = { url: 'https://mentorat.example/l#t', expires: tuesday };

test('the mail of a new link names the partner inside alone, and leads to the pair', async () => {
  const found = await about(p01.id);
  if (!found) throw new Error('nothing to say');
  const paris = { locale: 'fr', zone: 'Europe/Paris', nameZone: false } as const;
  const mail = renderMail(found.draft(link), paris);

  expect(found).toMatchObject({ purpose: 'pair', subject: p01.id });
  expect(mail.subject).toBe('Télémaque\u00a0: une question sur votre agenda');
  expect(mail.html).toContain(awa.name);
  expect(mail.html).toContain(link.url);
  expect(mail.html).toContain('rien n’a changé');
});

test('there is none for somebody else, nor of a pair that is nowhere', async () => {
  expect(await about(p01.id, rose)).toBeUndefined();
  expect(await about(nowhere)).toBeUndefined();
});

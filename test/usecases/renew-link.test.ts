import { expect, test } from 'vitest';
import { minute } from '../../src/domain/time.ts';
import { openLink } from '../../src/usecases/open-link.ts';
import { renewLink } from '../../src/usecases/renew-link.ts';
import { awa, marc, p01, rose, tuesday } from '../support/people.ts';
import { aWorld, booked, hasBot, hash, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

/** Marc's link to a meeting, whose time is over. */
async function expired(person = marc, purpose = 'meeting'): Promise<void> {
  const subject = purpose === 'pair' ? p01.id : await booked(world);
  const link = { person: person.id, purpose, subject, expires: tuesday - 1 };
  await world.db.tx((t) => t.links.add(hash('old'), link));
}

const renew = (token = 'old') => renewLink(world.deps, hash(token));
const pagesTo = (person = marc) => mailsTo(world, person).filter(({ kind }) => kind === 'page');

test('a link whose time is over brings a new one to the address that is known', async () => {
  await expired();

  await renew();
  await world.settle();

  const [mail] = pagesTo();
  expect(mail).toMatchObject({ kind: 'page', partner: awa.name });
  const url = mail && 'link' in mail && mail.link ? mail.link.url : '';
  const opened = await openLink(world.deps, hash(url.split('#')[1] ?? ''));
  expect(opened).toMatchObject({ person: marc.id, start: { kind: 'rhythm', pair: p01.id } });
});

test('by mail, even to somebody who has the bot by now', async () => {
  await expired();
  await hasBot(world, marc);

  await renew();
  await world.settle();

  expect(pagesTo()).toHaveLength(1);
});

test('once in ten minutes, however often it is pressed, at once or in turn', async () => {
  await expired();

  await Promise.all([renew(), renew(), renew()]);
  world.clock.now = tuesday + 10 * minute - 1;
  await renew();
  await world.settle();
  expect(pagesTo()).toHaveLength(1);

  world.clock.now = tuesday + 10 * minute;
  await renew();
  await world.settle();
  expect(pagesTo()).toHaveLength(2);
});

test('each of the two has their own', async () => {
  await expired();
  const link = { person: awa.id, purpose: 'pair', subject: p01.id, expires: tuesday - 1 };
  await world.db.tx((t) => t.links.add(hash('hers'), link));

  await renew();
  await renew('hers');
  await world.settle();

  expect([pagesTo(marc).length, pagesTo(awa).length]).toEqual([1, 1]);
});

test('a token nobody was given, or somebody else’s business, brings nothing and says nothing', async () => {
  await renew('never');
  await expired(rose, 'pair');
  await renew();
  await world.settle();

  expect(await ledger(world, 'mail')).toEqual([]);
});

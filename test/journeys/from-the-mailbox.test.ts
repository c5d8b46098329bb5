import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cardSaying, People, press } from '../support/browser.ts';
import { textOf } from './control.ts';
import {
  agreeOnTime,
  allOf,
  type Correspondent,
  findMail,
  openFrom,
  pressTo,
  textsTo,
} from './mailbox-steps.ts';
import { livedOn, meetingsIn, onlyEvent, onlyItem, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

/** Both have nothing but a mailbox, in organisations that show nothing of their calendars. */
const mentee = { name: 'Tiphaine Cournil', mail: 'tiphaine.cournil@clos-mirabelle.example' };
const mentor = { name: 'Célestine Émerillon', mail: 'celestine.emerillon@ch-grandlieu.example' };
/** Their referent, the referent of another pair, and that pair's mentee: all three have the bot. */
const ghislain = 'ghislain.tessonneau@andah.example';
const berangere = 'berangere.lacombe-hardy@andah.example';
const awa = 'awa.lemoine@andah.example';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

let world: LivingWorld;
let people: People;
let tiphaine: Correspondent;
let celestine: Correspondent;

beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P27'], alone: true });
  people = await People.arrive();
}, patience);
beforeEach(async () => {
  tiphaine = await sitDown(mentee.mail);
  celestine = await sitDown(mentor.mail);
}, patience);
afterEach(async () => {
  for (const { mailbox } of [tiphaine, celestine]) await mailbox.context().close();
  await world.reset();
}, patience);
afterAll(async () => {
  await people.leave();
  await world.close();
});

async function sitDown(mail: string): Promise<Correspondent> {
  return { mail, mailbox: await people.openAs(world.emulator.url, '/mail', mail) };
}

const welcome = 'Le programme de mentorat commence';
const withMentor = `Votre binôme avec ${mentor.name}`;
const withMentee = `Votre binôme avec ${mentee.name}`;
const home = 'Mes autres démarches';

const proposePause = (page: Page) =>
  pressTo(page, 'Proposer ce jour', 'Votre proposition de pause');

/** All that the bot's cards tell somebody. */
const saidTo = async (mail: string): Promise<string> =>
  (await world.chat(mail)).map(({ card }) => (card ? textOf(card) : '')).join('\n');

const ofTheirPair = 'Binôme P27';

const standingIn = async (mail: string) =>
  (await meetingsIn(world, mail)).filter(({ isCancelled }) => !isCancelled);

test.runIf(livedOn('pglite'))(
  'two who have only their mailboxes propose, agree, and say what their meeting was about',
  async () => {
    const page = await openFrom(world, tiphaine, welcome);
    const answering = { ...celestine, partner: mentee.name };
    await agreeOnTime(world, { page, partner: mentor.name }, answering);

    await findMail(
      world,
      tiphaine,
      `Votre rencontre de mentorat avec ${mentor.name} est confirmée`,
    );
    const events = await Promise.all(
      [programme, mentee.mail, mentor.mail].map((mail) => onlyEvent(world, mail)),
    );
    expect(new Set(events.map((event) => event?.iCalUId)).size).toBe(1);
    // Ten to eleven in Paris, which keeps summer time.
    expect(events[0]?.start.dateTime).toMatch(/^2026-04-15T08:00/);

    await world.moveTo('2026-04-15T09:01:00Z');
    const question = await openFrom(world, tiphaine, 'a-t-elle eu lieu');
    await question.getByRole('checkbox', { name: 'Prise de poste' }).check();
    await question.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
    await pressTo(question, 'Oui, elle a eu lieu', 'Rencontre notée');

    const theirs = await openFrom(world, celestine, 'a-t-elle eu lieu');
    await theirs.getByText(`Notée par ${mentee.name}. Est-ce exact ?`).waitFor();
    await pressTo(theirs, 'C’est exact', 'Rencontre notée');
    await theirs.getByText('Merci, c’est noté.').waitFor();

    await world.settle();
    expect((await onlyItem(world))?.fields).toMatchObject({
      Title: 'P27',
      Thematiques: ['Prise de poste', 'Réseaux et partenaires'],
    });
  },
);

test.runIf(livedOn('postgres'))(
  'they agree on a pause, hear nothing while it runs, and it is over when one of them says so',
  async () => {
    const page = await openFrom(world, tiphaine, welcome);
    const form = `Une pause convenue avec ${mentor.name}`;
    await pressTo(page, 'Convenir d’une pause', form);
    await page.getByRole('radio', { name: '8 semaines, jusqu’au 9 juin' }).check();
    await proposePause(page);
    await findMail(world, celestine, `${mentee.name} vous propose une pause`);
    await pressTo(page, 'Retirer la proposition', 'Proposition de pause retirée');
    await findMail(world, celestine, `${mentee.name} a retiré sa proposition de pause`);

    await pressTo(page, home, withMentor);
    await pressTo(page, 'Convenir d’une pause', form);
    await page.getByRole('radio', { name: '6 semaines, jusqu’au 26 mai' }).check();
    await proposePause(page);
    await page.getByText(`Elle attend la réponse de ${mentor.name}`).waitFor();
    const asked = await openFrom(
      world,
      celestine,
      `${mentee.name} vous propose une pause dans vos rencontres de mentorat, jusqu’au mardi 26 mai`,
    );
    await pressTo(asked, 'D’accord', `Pause convenue avec ${mentee.name}`);
    const seen = await openFrom(world, tiphaine, `${mentor.name} accepte la pause`);
    await seen.getByText('Pause convenue jusqu’au mardi 26 mai inclus.').waitFor();

    // The thirty-sixth day: the pair without a pause has heard of it, these two have not.
    const before = [await textsTo(world, tiphaine), await textsTo(world, celestine)];
    await world.moveTo('2026-05-20T10:00:00Z');
    expect(await saidTo(awa)).toContain('Votre année de mentorat a commencé le');
    expect([await textsTo(world, tiphaine), await textsTo(world, celestine)]).toEqual(before);

    // The link of her mail is five weeks old.
    await asked.reload();
    await press(asked, 'Recevoir un nouveau lien');
    await asked.getByText('C’est demandé.').waitFor();
    const anew = await openFrom(world, celestine, 'Voici le nouveau lien que vous avez demandé.');
    await pressTo(anew, 'Voir la pause', `Pause convenue avec ${mentee.name}`);
    await pressTo(anew, 'Reprendre maintenant', 'La pause est terminée');
    await findMail(world, tiphaine, `${mentor.name} souhaite reprendre`);

    // The 35 days after which a mentee hears a word begin on 20 May: they are over on 23 June.
    const after = (await textsTo(world, tiphaine)).length;
    await world.moveTo('2026-06-22T21:00:00Z');
    expect(await textsTo(world, tiphaine)).toHaveLength(after);
    await world.moveTo('2026-06-23T10:00:00Z');
    await findMail(world, tiphaine, 'Votre année de mentorat a commencé');
    expect(await textsTo(world, celestine)).toHaveLength((before[1]?.length ?? 0) + 1);
    expect(await saidTo(ghislain)).not.toContain(ofTheirPair);
  },
);

const stopForm = `Arrêter le mentorat avec ${mentor.name}`;

async function askToStop(page: Page): Promise<void> {
  await pressTo(page, 'Arrêter le mentorat', stopForm);
  await page.getByText('Seul·e votre référent·e en est averti·e : Ghislain Tessonneau').waitFor();
  await pressTo(page, 'Confirmer l’arrêt', 'Votre demande d’arrêt est transmise');
  await page.getByText('Personne d’autre n’est averti.').waitFor();
  await world.settle();
}

/** A row in the list, and a meeting ahead in the calendars, as they stand before anybody stops. */
async function oneNotedAndOneAhead(page: Page): Promise<Page> {
  await pressTo(page, 'Noter une rencontre', `Noter une rencontre avec ${mentor.name}`);
  await page.getByRole('checkbox', { name: 'Prise de poste' }).check();
  await pressTo(page, 'Noter la rencontre', 'Rencontre notée');
  await pressTo(page, home, withMentor);
  const answering = { ...celestine, partner: mentee.name };
  const theirs = await agreeOnTime(world, { page, partner: mentor.name }, answering);
  await pressTo(page, home, withMentor);
  await pressTo(theirs, home, withMentee);
  return theirs;
}

/** All that the other one could notice: their page, their mails, their calendar. */
const whatSheSees = async (page: Page) => {
  await page.reload();
  await pressTo(page, home, withMentee);
  return {
    page: await allOf(page),
    mails: await textsTo(world, celestine),
    events: (await standingIn(mentor.mail)).map(({ start }) => start.dateTime),
  };
};

/** What the page of a pair that was closed says and offers, whoever reads it. */
async function endOf(page: Page): Promise<string[]> {
  await page.reload();
  await page.getByRole('heading', { name: /est terminé$/ }).waitFor();
  const end = await allOf(page);
  await press(page, home);
  await page.getByRole('heading', { name: /^Votre binôme avec/ }).waitFor();
  const names = new RegExp(`${mentee.name}|${mentor.name}`, 'g');
  return [end, await allOf(page)].map((text) => text.replaceAll(names, '…'));
}

test.runIf(livedOn('pglite'))(
  'one of them stops: the referent alone hears it, and only their last word ends the pair',
  async () => {
    const both = [
      [tiphaine, mentor.name],
      [celestine, mentee.name],
    ] as const;
    const page = await openFrom(world, tiphaine, welcome);
    const theirs = await oneNotedAndOneAhead(page);
    const before = await whatSheSees(theirs);
    const row = await onlyItem(world);
    expect(before.events).toHaveLength(1);

    await askToStop(page);
    const referent = await people.openAs(world.emulator.url, '/', ghislain);
    const told = 'Tiphaine Cournil nous a dit, le mardi 14 avril, souhaiter arrêter.';
    await cardSaying(referent, told).getByText('Binôme P27').waitFor();
    expect(await whatSheSees(theirs)).toEqual(before);
    expect(await saidTo(berangere)).not.toContain(ofTheirPair);

    await pressTo(page, 'Revenir sur ma demande', 'Votre demande d’arrêt est retirée');
    await cardSaying(referent, 'Ce souhait est retiré : le binôme continue.').waitFor();
    expect(await whatSheSees(theirs)).toEqual(before);

    await pressTo(page, home, withMentor);
    await askToStop(page);
    expect(await whatSheSees(theirs)).toEqual(before);
    await press(cardSaying(referent, told), 'Proposer une dernière rencontre');
    const endings: Page[] = [];
    for (const [who, partner] of both) {
      const ending = await openFrom(world, who, `Votre mentorat avec ${partner} touche à sa fin.`);
      await ending
        .getByRole('heading', { name: `Une dernière rencontre avec ${partner}` })
        .waitFor();
      endings.push(ending);
    }
    await press(cardSaying(referent, told), 'Clore le binôme');
    await press(cardSaying(referent, told), 'Oui, clore le binôme');
    await cardSaying(referent, 'Le binôme est clos.').waitFor();

    for (const [who, partner] of both) {
      await findMail(world, who, `Votre mentorat avec ${partner} est terminé.`);
      expect(await standingIn(who.mail)).toEqual([]);
      expect((await textsTo(world, who)).join(' ')).not.toMatch(/arrêt|souhait/i);
    }
    expect(await meetingsIn(world, programme)).toEqual([]);
    expect(await onlyItem(world)).toEqual(row);
    const [hers, theirOwn] = await Promise.all(endings.map(endOf));
    expect(hers).toEqual(theirOwn);
    expect(hers?.join(' ')).toContain('Votre mentorat avec … est terminé Les rencontres à venir');

    const said = [await textsTo(world, tiphaine), await textsTo(world, celestine)];
    await world.moveTo('2026-04-17T10:00:00Z');
    expect([await textsTo(world, tiphaine), await textsTo(world, celestine)]).toEqual(said);
  },
);

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { focused, pressByKey } from './link-browser.ts';
import { Panes } from './pane-browser.ts';
import {
  aDraft,
  aHeld,
  aKept,
  anAppointment,
  anOutlook,
  aPane,
  awa,
  hourAt,
  ines,
  lastFriday,
  marc,
  meeting,
  neutral,
  otherPair,
  pair,
  programme,
  thursday,
  tuesday,
} from './pane-samples.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const panes = new Panes();
const { server } = panes;
beforeAll(() => panes.open());
afterAll(() => panes.close());
beforeEach(() => server.reset());

const make = 'En faire notre rencontre';
const ready = 'Votre rencontre avec Marc Delcourt est prête';
const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);
const said = (status: number, refused: 'try-again' | 'pair-has-meeting-then') => ({
  status,
  refused,
});

describe('an appointment is made the pair’s meeting', () => {
  test('in one press: partner, neutral subject, private, registered, then the mailbox', async () => {
    await panes.on(async ({ page, draft, calls, complaints }) => {
      await page.getByRole('heading', { name: 'En faire votre rencontre avec Marc' }).waitFor();
      await page.getByText('ne sont jamais lus').waitFor();
      expect(server.bodies('read')).toEqual([{}, { pair }]);
      await pressByKey(page, make);
      await page.getByText('C’est prêt.').waitFor();

      expect(await focused(page)).toBe(ready);
      expect(await draft()).toMatchObject({
        ...{ subject: neutral, sensitivity: 'private', required: [marc, programme] },
      });
      expect(server.bodies('register')).toEqual([
        { pair, time: tuesday, mode: 'video', mailbox: awa, id: anId },
      ]);
      expect((await calls()).filter((name) => /body|attachment/i.test(name))).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test('at a time that suits both, found by the product, in the way they wish to meet', async () => {
    await panes.on(async ({ page, draft }) => {
      await page.getByRole('radio', { name: 'Sur place' }).check();
      await expect.poll(() => server.bodies('slots').length).toBe(2);
      await page.getByRole('radio', { name: 'Jeudi 23 avril, 14 h – 15 h' }).check();
      await pressByKey(page, make);
      await page.getByRole('heading', { name: ready }).waitFor();

      expect(server.bodies('slots')).toEqual([
        { pair, mode: 'video', minutes: 60 },
        { pair, mode: 'in-person', minutes: 60 },
      ]);
      expect(await draft()).toMatchObject({
        ...{ start: '2026-04-23T12:00:00.000Z', end: '2026-04-23T13:00:00.000Z' },
      });
      expect(server.bodies('register')).toMatchObject([{ time: thursday, mode: 'in-person' }]);
      await pressByKey(page, 'Défaire : Heure choisie');
      await page.getByText('C’est défait.').waitFor();
      expect(await draft()).toMatchObject({ start: '2026-04-21T08:00:00.000Z' });
      expect(server.bodies('register').at(-1)).toMatchObject({ time: tuesday, meeting });
    });
  });

  test('words of one’s own: the subject is replaced after saying so, and put back', async () => {
    server.outlook = anOutlook({ item: aDraft({ subject: 'Le conflit avec K.' }) });
    await panes.on(async ({ page, draft, calls }) => {
      await page.getByText('L’objet que vous avez écrit sera remplacé').waitFor();
      await pressByKey(page, make);
      await page.getByRole('heading', { name: ready }).waitFor();
      expect(await draft()).toMatchObject({ subject: neutral, body: aDraft().body });
      await pressByKey(page, 'Défaire : Objet neutre');
      await page.getByText('C’est défait.').waitFor();

      expect(await draft()).toMatchObject({ subject: 'Le conflit avec K.', body: aDraft().body });
      expect((await calls()).filter((name) => name.startsWith('body'))).toEqual([]);
      expect(JSON.stringify(server.asked)).not.toMatch(/conflit/);
    });
  });

  test('each step back takes along what is built on it, and all of it leaves no trace', async () => {
    await panes.on(async ({ page, draft }) => {
      await pressByKey(page, make);
      await page.getByRole('heading', { name: ready }).waitFor();
      await pressByKey(page, 'Défaire : Date inscrite auprès du programme');
      await page.getByText('C’est défait.').waitFor();
      expect((await draft()).required).toEqual([marc]);
      expect(server.bodies('act')).toEqual([{ pair, id: anId, act: { act: 'cancel', meeting } }]);

      await pressByKey(page, 'Terminer');
      await page.getByRole('heading', { name: ready }).waitFor();
      expect((await draft()).required).toEqual([marc, programme]);
      const ids = server.bodies('register').map((body) => Object(body).id);
      expect(new Set(ids).size).toBe(2);

      await pressByKey(page, 'Tout défaire');
      await page.getByText('Tout est défait').waitFor();
      expect(await draft()).toEqual(aDraft());
      expect(server.registered).toBeNull();
    });
  });

  test('pressed again after an answer was lost, nothing is done twice', async () => {
    server.wrong.register = [said(503, 'try-again'), 'lost'];
    await panes.on(async ({ page, draft }) => {
      await pressByKey(page, make);
      await page.getByRole('alert').getByText('Le service ne répond pas').waitFor();
      await pressByKey(page, 'Terminer');
      await page.getByRole('alert').getByText('La connexion a manqué').waitFor();
      expect((await draft()).required).toEqual([marc]);
      await pressByKey(page, 'Terminer');
      await page.getByRole('heading', { name: ready }).waitFor();

      expect((await draft()).required).toEqual([marc, programme]);
      const ids = server.bodies('register').map((body) => Object(body).id);
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    });
  });

  test('a time that cannot be a meeting’s is told before anything is touched', async () => {
    server.pane = aPane({ why: 'pair-has-meeting-then' });
    await panes.on(async ({ page, draft }) => {
      await pressByKey(page, make);
      await page.getByRole('alert').getByText('a déjà une rencontre à ce moment').waitFor();
      expect(await draft()).toEqual(aDraft());
      expect(server.bodies('register')).toEqual([]);
    });
  });

  test('refused at the last moment, the programme is not invited', async () => {
    server.wrong.register = [said(400, 'pair-has-meeting-then')];
    await panes.on(async ({ page, draft }) => {
      await pressByKey(page, make);
      await page.getByRole('alert').getByText('a déjà une rencontre à ce moment').waitFor();
      expect((await draft()).required).toEqual([marc]);
      await pressByKey(page, 'Tout défaire');
      await page.getByText('Tout est défait').waitFor();
      expect(await draft()).toEqual(aDraft());
    });
  });

  test('what Outlook does not manage is named, and nothing goes on without it', async () => {
    server.outlook = anOutlook({ item: aDraft({ fails: ['sensitivity.setAsync'] }) });
    await panes.on(async ({ page }) => {
      await pressByKey(page, make);
      await page.getByText('pas pu faire ceci : Marquer le rendez-vous comme privé').waitFor();
      expect(server.bodies('register')).toEqual([]);
    });
  });

  test('an Outlook without privacy leaves it to the person, and does the rest', async () => {
    server.outlook = anOutlook({ item: aDraft({ sensitivity: null }) });
    await panes.on(async ({ page, draft }) => {
      await page.getByText('marquez-le « Privé » vous-même').waitFor();
      await pressByKey(page, make);
      await page.getByRole('heading', { name: ready }).waitFor();
      expect((await draft()).required).toEqual([marc, programme]);
    });
  });

  test('a time changed in Outlook before it is sent is registered anew, as the same meeting', async () => {
    await panes.on(async ({ page, inOutlook }) => {
      await pressByKey(page, make);
      await page.getByRole('heading', { name: ready }).waitFor();
      await inOutlook(`outlook.state.item.start = '2026-04-22T08:00:00.000Z';
        outlook.state.item.end = '2026-04-22T09:00:00.000Z'; outlook.fire('time')`);
      await page.getByText('L’heure a changé').waitFor();

      const moved = { time: hourAt('2026-04-22', '08:00'), meeting };
      expect(server.bodies('register').at(-1)).toMatchObject(moved);
      expect(await focused(page)).toBe(ready);
    });
  });

  test('opened again, it knows what was done; whom the person invited stays theirs', async () => {
    server.registered = anAppointment({ invitation: 'arrived' });
    const done = { subject: neutral, sensitivity: 'private', required: [marc, programme] };
    server.outlook = anOutlook({ item: aDraft(done) });
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'est suivie' }).waitFor();
      const buttons = await page.getByRole('button', { name: /^Défaire/ }).allTextContents();
      expect(buttons).toHaveLength(2);
      expect(await page.getByRole('button', { name: make }).count()).toBe(0);
      expect(server.bodies('read')).toEqual([{}, { pair, time: tuesday }]);
    });
  });

  test('somebody with two pairs says with whom, unless the appointment does', async () => {
    const both = [
      ...aPane().pairs,
      { pair: otherPair, partner: { name: 'Ines Belkacem', mail: ines } },
    ];
    server.pane = aPane({ pairs: both });
    await panes.on(async ({ page }) => {
      await page.getByRole('radio', { name: 'Ines Belkacem' }).check();
      await pressByKey(page, 'Continuer');
      await expect.poll(() => server.bodies('read')).toEqual([{}, { pair: otherPair }]);
    });
    server.asked.length = 0;
    server.outlook = anOutlook({ item: aDraft({ optional: [ines] }) });
    await panes.on(async () => {
      expect(server.bodies('read')).toEqual([{}, { pair: otherPair, time: tuesday }]);
    });
  });
});

describe('an appointment that has passed', () => {
  test('is asked about as the personal page does: held, with its themes', async () => {
    server.outlook = anOutlook({ item: aKept(lastFriday) });
    server.pane = aPane({ held: aHeld() });
    const held = aHeld({
      state: 'held',
      heldOn: '2026-04-17',
      recorded: ['networks'],
      iSaid: true,
    });
    server.after = { held };
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'a-t-elle eu lieu' }).waitFor();
      await pressByKey(page, 'Oui, elle a eu lieu');
      expect(await focused(page)).toContain('Il manque la thématique');
      await page.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
      await pressByKey(page, 'Oui, elle a eu lieu');
      await page.getByRole('heading', { name: 'Rencontre notée' }).waitFor();

      expect(await focused(page)).toBe('Rencontre notée');
      expect(server.bodies('act')).toEqual([
        { pair, id: anId, act: { act: 'held', meeting, themes: ['networks'] } },
      ]);
      await pressByKey(page, 'Réserver la prochaine');
      await page.getByText('créez un rendez-vous dans Outlook').waitFor();
    });
  });

  test('beside one’s own, which Outlook opens for writing, the question is the same', async () => {
    const [start, end] = ['2026-04-17T08:00:00.000Z', '2026-04-17T09:00:00.000Z'];
    server.outlook = anOutlook({ item: aDraft({ start, end, required: [marc, programme] }) });
    server.pane = aPane({ held: aHeld() });
    server.wrong.act = ['lost'];
    server.after = { held: aHeld({ state: 'not-held', iSaid: true }) };
    await panes.on(async ({ page }) => {
      await pressByKey(page, 'Elle n’a pas eu lieu');
      await page.getByRole('alert').getByText('il ne comptera qu’une fois').waitFor();
      await pressByKey(page, 'Elle n’a pas eu lieu');
      await page.getByRole('heading', { name: 'elle n’a pas eu lieu' }).waitFor();
      const ids = server.bodies('act').map((body) => Object(body).id);
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    });
  });

  test('never registered, is noted under its own day', async () => {
    server.outlook = anOutlook({ item: aKept(lastFriday, { organiser: marc, required: [awa] }) });
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'Était-ce une rencontre avec Marc' }).waitFor();
      await page.getByRole('checkbox', { name: 'Prise de poste' }).check();
      await pressByKey(page, 'Noter la rencontre');
      await expect
        .poll(() => server.bodies('act'))
        .toMatchObject([
          { act: { act: 'record', date: '2026-04-17', themes: ['taking-up-post'] } },
        ]);
    });
  });
});

describe('an appointment ahead that is only read', () => {
  test.each([
    ['partner', 'C’est Marc Delcourt qui l’organise : répondez à l’invitation'],
    ['reader', 'faites-le dans Outlook : le programme suit'],
    ['programme', 'passez par Teams ou par votre page personnelle'],
  ] as const)('organised by the %s, says who can move it', async (organiser, text) => {
    server.outlook = anOutlook({ item: aKept(tuesday, { organiser: marc, required: [awa] }) });
    server.registered = anAppointment({ organiser });
    await panes.on(async ({ page }) => {
      await page.getByText('Inscrite : mardi 21 avril, 10 h – 11 h').waitFor();
      await page.getByText(text).waitFor();
    });
  });

  test('and not registered, says who can', async () => {
    server.outlook = anOutlook({ item: aKept(tuesday, { organiser: marc, required: [awa] }) });
    await panes.on(async ({ page, inOutlook }) => {
      await page.getByText('l’inscription se fait depuis son Outlook').waitFor();
      // A pinned pane stays while Outlook goes on to something else.
      await inOutlook(`Office.context.mailbox.item = null; outlook.fire('item')`);
      await page.getByRole('heading', { name: 'Ouvrez un rendez-vous' }).waitFor();
    });
  });
});

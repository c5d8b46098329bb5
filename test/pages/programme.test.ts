import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openingPart } from './coach-part.ts';
import { BuiltPages } from './link-browser.ts';
import { judge, openingsOf } from './looks.ts';
import {
  aPairLine,
  aProgrammePage,
  claire,
  denis,
  noPairs,
  pairList,
  previews,
  someFaults,
  undoable,
} from './programme-samples.ts';
import { ok, ProgrammeServer } from './programme-server.ts';
import { headIn, programmeStates } from './programme-states.ts';
import { focusIn, pressIn, tabFaults } from './tab-browser.ts';
import { questionsPage } from './waves-samples.ts';

const built = new BuiltPages();
const server = new ProgrammeServer();

beforeAll(async () => {
  await built.open();
  await server.listen(built);
});
afterAll(async () => {
  server.close();
  await built.close();
});
beforeEach(() => server.reset());

/** Opens the settings in their host and runs the rest. */
const on = openingPart(built, server, '.programme');

const part = (tab: Frame, title: string) => tab.getByRole('region', { name: title, exact: true });
const told = (tab: Frame) => tab.locator('.told');
const csv = (text = 'code;mentoré nom\r\nP01;Awa Diallo') => ({
  ...{ name: 'cohorte.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') },
});
const yaml = { name: 'cohorte.yaml', mimeType: 'text/yaml', buffer: Buffer.from('code: "2026"') };
const choose = (tab: Frame, ...files: ReturnType<typeof csv>[]) =>
  tab.locator('input[type=file]').setInputFiles(files);

describe('the settings', () => {
  test('are asked once and show the file, the dates, the rhythm, the hours, who answers, the themes', async () => {
    await on(async ({ tab, complaints }) => {
      await tab.getByText('P02', { exact: true }).waitFor();
      expect(await tab.locator('.programme h3').allTextContents()).toEqual([
        ...['Importer un fichier', 'Dates', 'Horaires de réservation', 'Rythme et relances'],
        ...['Référent·es', 'Thématiques', 'Questions', 'Un binôme en particulier'],
      ]);
      expect(server.bodies('read')).toEqual([{ cohort: 'cohort-2026' }]);
      expect(complaints()).toEqual([]);
    });
  });

  test('are saved by section, with the version they were read at, and can be taken back', async () => {
    const after = aProgrammePage({ settingsVersion: 'settings-2', ...undoable('settings') });
    server.answers.save = [ok({ page: after, saved: true })];
    server.answers.undo = [ok({ page: aProgrammePage() })];
    await on(async ({ tab }) => {
      const dates = part(tab, 'Dates');
      await dates.getByLabel('Date').nth(1).fill('2026-07-02');
      await pressIn(tab, 'Enregistrer Dates');
      await told(tab).getByText('C’est enregistré.').waitFor();

      const { dayHours } = aProgrammePage().settings;
      const days = { launch: '2026-02-10', midterm: '2026-07-02', closing: '2026-12-15' };
      expect(server.bodies('save')).toEqual([
        {
          ...{ cohort: 'cohort-2026', version: 'settings-1' },
          change: { section: 'dates', days, dayHours },
        },
      ]);
      expect(await told(tab).textContent()).toContain(
        'Réglages enregistrés par Claire Morvan, lundi 20 avril, 9 h 05'.replaceAll(
          ' h ',
          '\u00a0h\u00a0',
        ),
      );

      await pressIn(tab, 'Annuler ce changement');
      await told(tab).getByText('C’est annulé').waitFor();
      expect(server.bodies('undo')).toEqual([{ cohort: 'cohort-2026', import: 'change-1' }]);
      expect(await focusIn(tab)).toBe('Réglages de la promotion 2026');
    });
  });

  test('of a day that was held cannot be written', async () => {
    await on(async ({ tab }) => {
      const launch = part(tab, 'Dates').getByRole('group', {
        name: 'Journée de lancement A eu lieu.',
      });
      expect(await launch.getByLabel('Date').isDisabled()).toBe(true);
    });
  });

  test('that are wrong say what is, at the field, and lead to the first of it', async () => {
    const faults = [
      { field: 'ladder.mentee', problem: 'too-small', limit: 7 },
      { field: 'ladder.referent', problem: 'ladder-order' },
    ];
    server.answers.save = [ok({ page: aProgrammePage(), saved: false, faults })];
    await on(async ({ tab }) => {
      const field = tab.getByLabel('Au ou à la mentoré·e, après (jours)');
      await field.fill('3');
      await pressIn(tab, 'Enregistrer Rythme et relances');
      await tab.getByText('7 au moins.').waitFor();
      await expect.poll(() => field.and(tab.locator(':focus')).count()).toBe(1);
      expect(await field.inputValue()).toBe('3');
      expect(await tabFaults(tab)).toEqual([]);
    });
  });

  test('that somebody else saved meanwhile are shown as they are now', async () => {
    const theirs = aProgrammePage({ settingsVersion: 'settings-9' });
    theirs.settings = { ...theirs.settings, noticeHours: 48 };
    server.answers.save = [ok({ page: theirs, saved: false, refused: 'changed-since' })];
    await on(async ({ tab }) => {
      const field = tab.getByLabel('Délai avant une rencontre (heures)');
      await field.fill('12');
      await pressIn(tab, 'Enregistrer Horaires de réservation');
      await told(tab).getByText('Quelqu’un a changé cela entre-temps').waitFor();
      await expect.poll(() => field.inputValue()).toBe('48');
    });
  });

  test('without an answer say so, and try again', async () => {
    server.answers.read = [{ status: 503, body: {} }, ok({ page: aProgrammePage() })];
    await on(async ({ tab }) => {
      await told(tab).getByText('Cela n’a pas abouti').waitFor();
      await pressIn(tab, 'Réessayer');
      await part(tab, 'Dates').waitFor();
    });
  });
});

describe('who answers', () => {
  test('a deputy is chosen in the list itself', async () => {
    server.answers.save = [ok({ page: aProgrammePage(), saved: true })];
    await on(async ({ tab }) => {
      await tab.getByLabel('Suppléance de Denis Aubry').selectOption(claire.id);
      await told(tab).getByText('C’est enregistré.').waitFor();
      expect(server.bodies('save')).toEqual([
        {
          ...{ cohort: 'cohort-2026', version: 'answering-1' },
          change: { section: 'deputy', coach: denis.id, deputy: claire.id },
        },
      ]);
    });
  });

  test('all pairs of a coach are handed over from a day, once both are chosen', async () => {
    server.answers.save = [ok({ page: aProgrammePage(undoable('answering')), saved: true })];
    await on(async ({ tab }) => {
      await pressIn(tab, 'Confier les binômes');
      await tab.getByText('Choisissez deux personnes et un jour.').waitFor();
      await tab.getByLabel('De', { exact: true }).selectOption(claire.id);
      await tab.getByLabel('À', { exact: true }).selectOption(denis.id);
      await tab.getByLabel('À partir du').fill('2026-05-04');
      await pressIn(tab, 'Confier les binômes');
      await told(tab).getByText('Référent·es enregistré·es par Claire Morvan').waitFor();
      expect(server.bodies('save').map(({ change }) => change)).toEqual([
        { section: 'hand-over', coach: claire.id, to: denis.id, from: '2026-05-04' },
      ]);
    });
  });

  test('one pair is found, given another referent and saved', async () => {
    server.answers.save = [ok({ page: aProgrammePage(), saved: true })];
    await on(async ({ tab }) => {
      await tab.getByLabel('Chercher un binôme').fill('awa');
      await expect.poll(() => server.bodies('pairs').at(-1)?.search).toBe('awa');
      await tab.getByLabel('Référent·e de P01').selectOption(denis.id);
      await pressIn(tab, 'Enregistrer P01');
      await told(tab).getByText('C’est enregistré.').waitFor();
      expect(server.bodies('save').map(({ version, change }) => [version, change])).toEqual([
        ['pair-1-1', { section: 'pair', pair: 'pair-1', referent: denis.id, deputies: [] }],
      ]);
    });
  });

  test('a search without a match, and a cohort without pairs, say what to do', async () => {
    server.answers.pairs = [ok({ page: noPairs })];
    await on(async ({ tab }) => {
      await tab.getByText('Importez un fichier pour commencer').waitFor();
      await tab.getByLabel('Chercher un binôme').fill('zoé');
      await tab.getByText('Essayez un autre nom').waitFor();
    });
  });

  test('what stands further down the list is read on', async () => {
    const more = [aPairLine({ pair: 'pair-9', code: 'P09', names: ['Zoé Petit', 'Luc Riou'] })];
    server.answers.pairs = [
      ok({ page: { ...pairList, next: 'P02' } }),
      ok({ page: { lines: more, next: null } }),
    ];
    await on(async ({ tab }) => {
      await pressIn(tab, 'Voir la suite');
      await tab.getByText('Zoé Petit · Luc Riou').waitFor();
      expect(await tab.getByText('Awa Diallo · Marc Lebrun').count()).toBe(1);
      expect(server.bodies('pairs').at(-1)).toMatchObject({ after: 'P02' });
    });
  });
});

describe('an import', () => {
  test('shows what would change, writes it when told to, and can be taken back', async () => {
    server.answers.check = [ok({ preview: previews.full, seen: 'seen-1' })];
    server.answers.import = [ok({ page: aProgrammePage(undoable('import')), imported: true })];
    await on(async ({ tab }) => {
      await choose(tab, csv(), yaml);
      await expect.poll(() => focusIn(tab)).toBe('Ce que l’import changerait');
      const text = await tab.locator('.preview').textContent();
      for (const line of [
        'Rendez-vous de mi-parcours : 2 juillet 2026 de 10:00 à 12:00, au lieu du 30 juin 2026',
        'Jours entre deux rencontres : 49, au lieu de 56.',
        'P38 : Léa Castellan et Olivier Roussignol, référent·e Denis Aubry',
        'Awa Diallo : établissement, ville',
        'Ève Roche devient coach.',
        'Binôme P01 : référent·e Denis Aubry à partir du 20 avril 2026.',
        'P36, P37',
      ]) {
        expect(text?.replaceAll('\u00a0', ' ')).toContain(line);
      }
      expect(server.bodies('import')).toEqual([]);

      await pressIn(tab, 'Importer');
      await told(tab).getByText('Le fichier est importé.').waitFor();
      const file = {
        csv: csv().buffer.toString('base64'),
        yaml: yaml.buffer.toString('base64'),
      };
      expect(server.bodies('import')).toEqual([{ cohort: 'cohort-2026', file, seen: 'seen-1' }]);
      await tab.getByRole('button', { name: 'Annuler ce changement' }).waitFor();
    });
  });

  test('of a file with faults says each, where it stands and what to do', async () => {
    server.answers.check = [ok({ faults: someFaults })];
    await on(async ({ tab }) => {
      await choose(tab, csv());
      await expect.poll(() => focusIn(tab)).toBe('2 erreurs dans le fichier');
      const faults = (await tab.locator('.file-faults li').allTextContents()).join('\n');
      expect(faults).toContain('ligne 3');
      expect(faults).toContain('« 2026 » qui est ouverte');
      expect(await tab.getByRole('button', { name: 'Importer' }).count()).toBe(0);
      expect(await tabFaults(tab)).toEqual([]);
    });
  });

  test('that changes nothing says so', async () => {
    server.answers.check = [ok({ preview: previews.nothing, seen: 'seen-1' })];
    await on(async ({ tab }) => {
      await choose(tab, csv());
      await tab.getByText('Le fichier ne change rien').waitFor();
    });
  });

  test('is shown anew when the store changed since, and nothing was written', async () => {
    server.answers.check = [ok({ preview: previews.nothing, seen: 'seen-1' })];
    server.answers.import = [
      ok({ preview: previews.full, seen: 'seen-2', refused: 'changed-since' }),
    ];
    await on(async ({ tab }) => {
      await choose(tab, csv());
      await pressIn(tab, 'Importer');
      await tab.getByText('rien n’a été importé. Voici l’aperçu à jour.').waitFor();
      expect(await tab.locator('.preview').textContent()).toContain('P38');
    });
  });

  test('that is not wanted leaves no trace, and the way back to the file', async () => {
    server.answers.check = [ok({ preview: previews.full, seen: 'seen-1' })];
    await on(async ({ tab }) => {
      await choose(tab, csv());
      await pressIn(tab, 'Ne pas importer');
      await told(tab).getByText('Rien n’a été importé.').waitFor();
      await expect.poll(() => tab.locator('input[type=file]:focus').count()).toBe(1);
    });
  });

  test('needs the pairs, one file of each kind, and no more than 2.5 MB', async () => {
    await on(async ({ tab }) => {
      await choose(tab, yaml);
      await tab.getByText('Choisissez au moins le fichier CSV').waitFor();
      await choose(tab, csv(), { ...csv(), name: 'autre.csv' });
      await tab.getByText('Choisissez un fichier CSV et au plus').waitFor();
      await choose(tab, csv('a'.repeat(2_600_001)));
      await tab.getByText('2,5 Mo au plus').waitFor();
      expect(server.bodies('check')).toEqual([]);
    });
  });
});

describe('the questions', () => {
  const open = () => questionsPage({ begun: false, launch: '2026-05-12' });

  test('stay as they are once the cohort is launched, and say why', async () => {
    await on(async ({ tab }) => {
      const questions = part(tab, 'Questions');
      await questions.getByText('la promotion est lancée depuis le 10 février 2026').waitFor();
      expect(await questions.locator('input, textarea, button').count()).toBe(0);
      await questions.locator('summary').click();
      expect(await questions.locator('li').count()).toBe(12);
    });
  });

  test('are worded anew, taken out and saved with the version they were read at', async () => {
    server.answers.questions = [ok({ page: open() })];
    const after = { ...open(), version: 'questions-2' };
    server.answers['questions-save'] = [ok({ page: after, saved: true })];
    await on(async ({ tab }) => {
      const questions = part(tab, 'Questions');
      const counts = questions.locator('.counts li');
      await counts.first().waitFor();
      expect(await counts.allTextContents()).toEqual([
        'Mi-parcours\u00a0: 10 questions (8 à 12)',
        'Fin de programme\u00a0: 10 questions (8 à 12)',
      ]);
      await questions.getByLabel('Le rythme de nos rencontres me convient.').uncheck();
      expect(await counts.first().textContent()).toBe('Mi-parcours\u00a0: 9 questions (8 à 12)');
      await questions.locator('summary').first().click();
      await questions.getByLabel('Mentors, en français').first().fill('Je tiens mes dates.');
      await pressIn(tab, 'Enregistrer Questions');
      await told(tab).getByText('C’est enregistré.').waitFor();

      const [sent] = server.bodies('questions-save');
      expect(sent).toMatchObject({ cohort: 'cohort-2026', version: 'questions-1' });
      const wishes = sent?.questions as { key: string; wording: { mentor: { fr: string } } }[];
      expect(wishes.map(({ key }) => key)).not.toContain('rhythm');
      expect(wishes).toHaveLength(11);
      expect(wishes[0]?.wording.mentor.fr).toBe('Je tiens mes dates.');
    });
  });

  test('with a fault lead to it, and keep what was written', async () => {
    const faults = [{ field: 'time.mentor.en', problem: 'too-short' }];
    server.answers.questions = [ok({ page: open() })];
    server.answers['questions-save'] = [ok({ page: open(), saved: false, faults })];
    await on(async ({ tab }) => {
      const questions = part(tab, 'Questions');
      await questions.locator('summary').first().click();
      await questions.getByLabel('Mentors, en anglais').first().fill('Short.');
      await questions.locator('summary').first().click();
      await pressIn(tab, 'Enregistrer Questions');
      await questions.getByText('Dix caractères au moins.').waitFor();

      const field = questions.locator('textarea:focus');
      await expect.poll(() => field.count()).toBe(1);
      expect(await field.inputValue()).toBe('Short.');
      await told(tab).getByText('Rien n’est enregistré.').waitFor();
    });
  });

  test('that a colleague changed meanwhile are shown as they are now', async () => {
    server.answers.questions = [ok({ page: open() })];
    const [first, ...rest] = open().questions;
    const wording = { fr: 'Nos dates me conviennent.', en: 'Our dates suit me.' };
    const changed = { ...first, wording: { mentee: wording, mentor: wording } };
    const page = { ...open(), questions: [changed, ...rest] };
    server.answers['questions-save'] = [ok({ page, saved: false, refused: 'changed-since' })];
    await on(async ({ tab }) => {
      const questions = part(tab, 'Questions');
      await questions.locator('.ask-it').first().waitFor();
      await pressIn(tab, 'Enregistrer Questions');
      await tab.getByText('Quelqu’un a changé cela entre-temps').waitFor();
      await questions.getByLabel('Nos dates me conviennent.').waitFor();
    });
  });
});

describe('as people are', () => {
  test.each(openingsOf(programmeStates, 20_260_607))(
    'axe finds nothing: $title',
    { timeout: 120_000 },
    async (opening) => {
      const { state, locale } = opening;
      server.head = headIn(locale);
      state.lay(server);
      await on(async ({ page, tab, complaints }) => {
        await tab.locator(state.shown).first().waitFor();
        await state.reach?.(tab);
        await judge({ page, tab }, opening);
        expect(complaints()).toEqual([]);
      });
    },
  );
});

import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { TabPage } from '../../src/domain/tab-model.ts';
import type { Locale } from '../../src/words/words.ts';
import { pageOf, pair } from './link-samples.ts';
import { survey } from './link-survey-samples.ts';
import { pressIn, type Tabs, type TabWish } from './tab-browser.ts';
import { homes, tabOf, views } from './tab-samples.ts';
import { denied, done, told } from './tab-server.ts';
import { begun, surveyHomes } from './tab-survey-samples.ts';

/** A state of the tab: how it comes about, in whichever language its reader has. */
export interface State {
  name: string;
  /** Before it is opened. */
  lay: (tabs: Tabs, locale: Locale) => void;
  /** Once its first words stand there. */
  reach?: (tab: Frame, tabs: Tabs) => Promise<void>;
  /** How it is opened, unlike the others. */
  wish?: TabWish;
  /** Rules of axe, beyond those of WCAG, that it cannot keep. */
  exempt?: readonly string[];
}

const inTheLanguage = (page: TabPage, locale: Locale): TabPage => ({
  ...page,
  reader: { ...page.reader, locale },
});

const atHome = Object.entries({ ...homes, ...surveyHomes })
  // In both languages like every other one.
  .filter(([name]) => name !== 'english')
  .map(
    ([name, page]): State => ({
      name,
      lay: ({ server }, locale) => {
        server.onRead = told(inTheLanguage(page, locale));
      },
      reach: async (tab) => tab.locator('summary').first().click(),
    }),
  );

/** Samples that are a language of their own, or the page of a mail's link, are not among them. */
const inDialogs = Object.entries(views)
  .filter(([name]) => !name.startsWith('home') && !name.endsWith('-en'))
  .map(
    ([name, page]): State => ({
      name: `dialog ${name}`,
      lay: ({ server }, locale) => {
        server.onRead = told(inTheLanguage(homes.home, locale));
        server.onView.referent = told(inTheLanguage(page, locale));
      },
      reach: async (tab) => {
        await pressIn(tab, /^(Demander un échange|Ask for a talk)$/);
        await tab.getByRole('dialog').waitFor();
        const folded = tab.getByRole('dialog').locator('summary');
        for (const one of await folded.all()) await one.click();
      },
    }),
  );

const fromTeams = ['resourceRequiresConsent', 'CancelledByUser', 'resourceDisabled'].map(
  (error): State => ({
    name: `Teams says ${error}`,
    lay: ({ host }) => {
      host.given = [{ error }];
    },
  }),
);

const fromProduct = (
  [
    [401, 'sign-in'],
    [403, 'unknown-person'],
    [404, 'not-found'],
    [429, 'try-again'],
    [503, 'try-again'],
  ] as const
).map(
  ([status, refusal]): State => ({
    name: `the product says ${status}`,
    lay: ({ server }) => {
      server.onRead = denied(status, refusal);
    },
  }),
);

const offline = async (tab: Frame, button: RegExp): Promise<void> => {
  await tab.page().context().setOffline(true);
  await pressIn(tab, button);
};

const onTheWay: State[] = [
  {
    name: 'no network',
    lay: ({ server }) => {
      server.onRead = denied(503, 'try-again');
    },
    reach: async (tab) => {
      const before = await tab.locator('h1').textContent();
      await offline(tab, /^(Réessayer|Try again)$/);
      await expect.poll(() => tab.locator('h1').textContent()).not.toBe(before);
    },
  },
  {
    name: 'no network at a press',
    lay: ({ server }, locale) => {
      server.onRead = told(inTheLanguage(homes.home, locale));
    },
    reach: async (tab) => {
      await offline(tab, /^(Demander un échange|Ask for a talk)$/);
      await tab.getByRole('alert').getByRole('button').waitFor();
    },
  },
  {
    name: 'a slow answer',
    lay: ({ server }, locale) => {
      server.onRead = told(inTheLanguage(homes.home, locale));
    },
    reach: async (tab, { server }) => {
      server.stall();
      await pressIn(tab, /^(Demander un échange|Ask for a talk)$/);
      await tab.locator('[role=status] .quiet').waitFor();
    },
  },
];

const inUse: State[] = [
  {
    name: 'slow to open',
    lay: ({ server }, locale) => {
      server.onRead = told(inTheLanguage(homes.home, locale));
      server.stall();
    },
    reach: async (tab) => tab.locator('.loading [role=status]').waitFor(),
    wish: { heading: '.loading' },
    // What its heading will say is not known yet.
    exempt: ['page-has-heading-one'],
  },
  {
    name: 'a choice is missing in a dialog',
    lay: ({ server }, locale) => {
      server.onRead = told(inTheLanguage(homes.home, locale));
      server.onView.referent = told(inTheLanguage(views.question, locale));
    },
    reach: async (tab) => {
      await pressIn(tab, /^(Demander un échange|Ask for a talk)$/);
      await pressIn(tab, /^(Oui, elle a eu lieu|Yes, it took place)$/);
      await tab.getByRole('dialog').locator('.error:not(:empty)').first().waitFor();
    },
  },
  {
    name: 'cancelled, with a way back',
    lay: ({ server }, locale) => {
      const cancelled = inTheLanguage(views.cancelled, locale);
      if (cancelled.model.kind !== 'meeting') throw new Error('the sample is of a meeting');
      const may = { ...cancelled.model.may, undo: true };
      cancelled.model = { ...cancelled.model, undoes: 'cancel', may };
      server.onRead = told(inTheLanguage(homes.home, locale));
      server.onView.meeting = told(inTheLanguage(views.agreed, locale));
      server.onAct = [done(cancelled, 'cancelled')];
    },
    reach: async (tab) => {
      await pressIn(tab, /^(Ouvrir|Open)/);
      await pressIn(tab, /^(Annuler la rencontre|Cancel the meeting)$/);
      const back = /^(Rétablir la rencontre|Restore the meeting)$/;
      await tab.getByRole('dialog').getByRole('button', { name: back }).waitFor();
    },
  },
];

/** A browser of its own: what one state keeps in it, no other finds. */
const own = { colorScheme: 'light' } as const;

const openSurvey = (tab: Frame) =>
  pressIn(tab, /^(Ouvrir le questionnaire|Open the questionnaire)$/);

const asking =
  (state: 'asked' | 'signed'): State['lay'] =>
  ({ server }, locale) => {
    server.onRead = told(inTheLanguage(surveyHomes['a-questionnaire'], locale));
    server.onView.survey = told(inTheLanguage(tabOf(pageOf(survey({ state }))), locale));
  };

const keepBegun = async (tab: Frame): Promise<void> => {
  const { key, value } = begun(pair);
  await tab.evaluate(`localStorage.setItem('${key}', '${value}')`);
};

const onSurveys: State[] = [
  {
    name: 'a gap in a questionnaire',
    lay: asking('asked'),
    reach: async (tab) => {
      await openSurvey(tab);
      await pressIn(tab, /^(Suivant|Next)$/);
      await tab.getByRole('dialog').locator('.error:visible').waitFor();
    },
  },
  {
    name: 'answering without a name',
    lay: asking('signed'),
    wish: own,
    reach: async (tab) => {
      await keepBegun(tab);
      await openSurvey(tab);
      await tab.getByRole('dialog').locator('.chosen').waitFor();
    },
  },
  {
    name: 'no way to answer without a name',
    lay: asking('asked'),
    reach: async (tab) => {
      await openSurvey(tab);
      // The sample's keys are none, as for a browser that knows no such keys.
      await pressIn(tab, /^(Répondre sans votre nom|Answer without your name)$/);
      await tab.getByRole('dialog').locator('.way .error').waitFor();
    },
  },
  {
    name: 'an answer without a name that has not left',
    lay: ({ server }, locale) => {
      server.onRead = told(inTheLanguage(homes.home, locale));
    },
    wish: own,
    reach: async (tab) => {
      await keepBegun(tab);
      // Whatever is pressed has the home looked at anew.
      await tab.locator('.welcome button').click();
      await tab.getByText(/n’est pas encore parti|has not left yet/).waitFor();
    },
  },
];

/** The page by which the tab is added to a chat. */
const settings: State = {
  name: 'added to a chat',
  lay: () => {},
  wish: { path: '/tab/settings', around: 'settings' },
};

export const states: State[] = [
  ...[...atHome, ...inDialogs, ...fromTeams, ...fromProduct, ...onTheWay, ...inUse],
  ...[...onSurveys, settings],
];

import type { accessibility as french } from '../fr/accessibility.ts';

export const accessibility: typeof french = {
  title: 'Accessibility',
  lang: 'en',
  other: 'En français, plus haut',
  state:
    'State of conformity: not conformant. No audit by RGAA 4.1 has been made yet; without one, French law lets nobody declare more (law 2005-102, article 47; decree 2019-768).',
  scope:
    'This declaration is about the page of the personal link, the tabs in Teams, the Outlook pane, the pages “Your data” and “Accessibility”, and the wording of cards. Teams, Outlook and SharePoint are Microsoft’s, which publishes declarations of its own.',
  checkedTitle: 'What is checked with every version',
  checked: [
    'axe-core’s rules for levels A and AA of WCAG 2.1: no fault admitted',
    'at 320, 400 and 1280 pixels wide, and with larger text, without scrolling both ways',
    'light and dark themes, and forced contrast',
    'everything by keyboard, in reading order, with the focus in sight',
    'a text to be spoken for each card',
  ],
  unknownTitle: 'What is not checked yet',
  unknown: [
    'use with a screen reader by people who rely on one',
    'files that are taken away (spreadsheets, documents)',
    'the criteria of RGAA that want human judgement',
  ],
  otherWay:
    'Whatever can be done in Teams can also be done by a personal link received by mail, or by writing to the team.',
  write: (mail) => `Something in your way? Write to ${mail}: you will have an answer.`,
  defender:
    'Without a satisfying answer, you may turn to the Défenseur des droits (defenseurdesdroits.fr).',
  dataLink: 'Your data',
};

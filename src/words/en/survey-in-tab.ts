import type { surveyInTab as fr } from '../fr/survey-in-tab.ts';

export const surveyInTab: typeof fr = {
  anonymousHow:
    'The server signs a blank ballot without seeing it, then your answers leave apart, with nothing that says who you are. Once you have made this choice, you can only answer without your name, and from this tab on this device.',
  unable:
    'No ballot without your name can be prepared here: this browser is too old, or Teams lets nothing be kept on this device. You can answer above, confidentially, or open this tab in another browser or in the Teams app.',
  unableHere:
    'Your ballot cannot be finished for now. Nothing is lost: update Teams or this browser, then open this tab again on this device.',
  elsewhere:
    'You began it, and perhaps sent it, from another device, another browser or your personal page. It can only be finished there: from here, it can be neither read nor taken up again.',
};

import * as AC from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import { type ActionName, tagActions } from './card-actions.ts';
import { cardLook } from './card-look.ts';
import type { Card } from './control-api.ts';
import { element } from './element.ts';

export type OnPress = (pressed: ActionName, inputs: Record<string, string>) => void;

const markdown = new MarkdownIt({ html: false, linkify: false });
const look = new AC.HostConfig(cardLook);

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};
AC.Strings.defaults.overflowButtonText = () => 'Plus';
AC.Strings.defaults.overflowButtonTooltip = () => 'Autres actions';
AC.Strings.defaults.inlineActionTitle = () => 'Envoyer';

// The package says it has no side effects, so a bundler drops these elements unless they are named.
AC.GlobalRegistry.defaultElements.register('Table', AC.Table, AC.Versions.v1_5);
AC.GlobalRegistry.defaultElements.register('Carousel', AC.Carousel, AC.Versions.v1_6);

/**
 * Draws a card with the official renderer. Inputs are validated by it before a press gets here;
 * a card it cannot draw shows its fallback text.
 */
export function renderCard(card: Card, onPress: OnPress): HTMLElement {
  const { card: tagged, names } = tagActions(card);
  const view = new AC.AdaptiveCard();
  view.hostConfig = look;
  view.onExecuteAction = (action) => execute(action, names, onPress);
  view.onAnchorClicked = (_element, anchor) => openOutside(anchor.href);
  view.parse(tagged);
  const drawn = view.render();
  if (!drawn)
    return element('p', {}, view.fallbackText ?? 'Cette carte ne peut pas être affichée.');
  nameRegions(drawn);
  return drawn;
}

function execute(action: AC.Action, names: Map<string, ActionName>, onPress: OnPress): void {
  if (action instanceof AC.OpenUrlAction) {
    if (action.url) openOutside(action.url);
    return;
  }
  const name = action.id === undefined ? undefined : names.get(action.id);
  if (name) onPress(name, inputsOf(action));
}

/** Values as Teams sends them: text, one entry for each input that holds something. */
function inputsOf(action: AC.Action): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const input of Object.values(action.getReferencedInputs() ?? {}))
    if (input.id && input.isSet()) inputs[input.id] = String(input.value);
  return inputs;
}

/** Always a new tab, without a way back to this page for what opens there. */
function openOutside(url: string): boolean {
  const { protocol } = new URL(url, location.href);
  if (['http:', 'https:', 'mailto:'].includes(protocol))
    window.open(url, '_blank', 'noopener,noreferrer');
  return true;
}

/** The renderer lets one tab to the card itself, where there is nothing to do. */
function nameRegions(drawn: HTMLElement): void {
  drawn.removeAttribute('tabindex');
  drawn.removeAttribute('aria-label');
}

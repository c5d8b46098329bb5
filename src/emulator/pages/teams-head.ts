import { element } from './element.ts';
import { avatar } from './shell.ts';

/** The app's own line above its conversation and its tab. */
export const teamsHead = (): HTMLElement =>
  element(
    'div',
    { class: 'chat-head' },
    avatar('Télémaque'),
    element('h1', {}, 'Télémaque'),
    element('p', { class: 'quiet' }, 'L’assistant de votre programme de mentorat'),
  );

import { words as english } from '../../words/en/host.ts';
import { words } from '../../words/fr/host.ts';
import { show } from './show.ts';

show(navigator.language.toLowerCase().startsWith('en') ? english : words);

import { show } from './page.js';

show('Votre binôme', 'Votre prochaine rencontre est posée.');

import { chat, withoutBot } from './chat.ts';
import { element, icon } from './element.ts';
import { askWho, openPage } from './shell.ts';

const bubble = 'M4 5h16v11H10l-4 4v-4H4z';

openPage('/', (place) => {
  const { main, me, zone } = place;
  if (!me) {
    askWho(
      place,
      '/',
      'Qui êtes-vous aujourd’hui ?',
      'Entrez dans la peau de quelqu’un du programme : sa conversation avec Télémaque, son agenda, son courrier.',
    );
    return;
  }
  document.title = `Teams simulé : ${me.name}`;
  main.classList.add('teams');
  const rail = element(
    'div',
    { class: 'rail' },
    element('span', { class: 'rail-item' }, icon(bubble), 'Conversation'),
  );
  main.append(rail, me.reach === 'bot' ? chat(me, zone) : withoutBot(me));
});

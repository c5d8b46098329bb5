import { chat, withoutBot } from './chat.ts';
import { rail } from './rail.ts';
import { askWho, openPage } from './shell.ts';
import { readTab } from './tab-api.ts';
import { TabFrame } from './tab-frame.ts';

openPage('/', async (place) => {
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
  const opening = await readTab(me.mail);
  const wantsTab = new URLSearchParams(location.search).get('tab') === 'pair';
  const tab = opening.tab && wantsTab ? new TabFrame(me, opening.tab, opening) : undefined;
  const conversation = () => (me.reach === 'bot' ? chat(me, zone) : withoutBot(me));
  main.classList.add('teams');
  main.append(
    rail(tab ? 'pair' : '', opening.tab !== null, (theme) => tab?.wear(theme)),
    tab?.root ?? conversation(),
  );
});

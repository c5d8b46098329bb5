import { chat, withoutBot } from './chat.ts';
import { rail } from './rail.ts';
import { askWho, openPage } from './shell.ts';
import { readTabs } from './tab-api.ts';
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
  const opening = await readTabs(me.mail);
  const query = new URLSearchParams(location.search);
  const wanted = opening.tabs.find(({ entityId }) => entityId === query.get('tab'));
  const sub = query.get('sub') ?? undefined;
  const tab = wanted && new TabFrame(me, wanted, opening.context, sub);
  const conversation = () => (me.reach === 'bot' ? chat(me, zone) : withoutBot(me));
  main.classList.add('teams');
  main.append(
    rail(wanted?.entityId ?? '', opening.tabs, (theme) => tab?.wear(theme)),
    tab?.root ?? conversation(),
  );
});

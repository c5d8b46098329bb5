import { ChatLog, type OnMessagePress } from './chat-log.ts';
import { composer, type Send } from './composer.ts';
import { type Person, type Pressed, press, readChat, say } from './control-api.ts';
import { element } from './element.ts';
import { Problem, problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';
import { sending } from './sending.ts';
import { addressOf } from './shell.ts';
import { teamsHead } from './teams-head.ts';

const pollMs = 2000;

/** The conversation of one person with the bot, kept up to date. */
export function chat(me: Person, zone: string): HTMLElement {
  const trouble = element('div', { class: 'trouble' });
  let refresh = async () => {};
  const log = new ChatLog(me, zone, (...press) => void pressed(me, log, refresh, ...press));
  const empty = element(
    'p',
    { class: 'empty-words' },
    'Télémaque ne vous a pas encore écrit. Écrivez « aide » pour commencer.',
  );
  let shownTrouble = '';
  refresh = repeatWhileVisible(pollMs, async () => {
    try {
      log.show((await readChat(me.mail)).messages);
      trouble.replaceChildren();
      shownTrouble = '';
    } catch (thrown) {
      const notice = problemNotice(thrown);
      if (notice.textContent !== shownTrouble) trouble.replaceChildren(notice);
      shownTrouble = notice.textContent ?? '';
    }
  });
  return element(
    'section',
    { class: 'chat' },
    teamsHead(),
    trouble,
    log.root,
    empty,
    composer(sendAs(me, () => refresh())),
  );
}

/** Words nobody answers are kept by the emulator and reach the product later, so they count as sent. */
function sendAs(me: Person, refresh: () => Promise<void>): Send {
  return async (text, taken) => {
    try {
      await say(me.mail, text);
    } catch (thrown) {
      if (!(thrown instanceof Problem && thrown.isSilence)) throw thrown;
      taken();
      await refresh();
      throw new Problem(
        thrown.what,
        'Votre message est gardé : il lui parviendra quand le produit tournera (« npm run product »).',
      );
    }
    taken();
    await refresh();
  };
}

/** Sends a press; the card cannot be pressed meanwhile, and stays as filled in when it fails. */
async function pressed(
  me: Person,
  log: ChatLog,
  refresh: () => Promise<void>,
  ...[message, { action, nth }, inputs, stage]: Parameters<OnMessagePress>
): Promise<void> {
  if (stage.inert) return;
  const status = statusUnder(stage);
  stage.inert = true;
  let said = '';
  const went = await sending(status, 'Envoi de votre réponse…', async () => {
    const reply = await press(me.mail, { messageId: message.id, action, nth, inputs });
    if (reply.status >= 500) throw Problem.productDown(reply.status);
    if (reply.status >= 400) throw notAccepted(reply);
    await refresh();
    said = reply.text ?? '';
  });
  stage.inert = false;
  if (went && said) status.replaceChildren(element('p', { class: 'notice' }, said));
  if (went) log.focus(message.id);
}

const notAccepted = ({ status, error }: Pressed): Problem =>
  new Problem(
    error?.message ?? 'Télémaque n’a pas accepté cette réponse.',
    'Relisez la carte, puis réessayez ou écrivez « aide ».',
    status,
  );

function statusUnder(stage: HTMLElement): HTMLElement {
  const next = stage.nextElementSibling;
  if (next instanceof HTMLElement && next.classList.contains('status')) return next;
  const status = element('div', { class: 'status', role: 'status' });
  stage.after(status);
  return status;
}

/** For someone the bot cannot reach. */
export const withoutBot = (me: Person): HTMLElement =>
  element(
    'section',
    { class: 'calm' },
    element('h1', {}, 'Pas de conversation ici'),
    element(
      'p',
      {},
      `${me.name} n’a pas Télémaque dans Teams : ses messages arrivent par courrier.`,
    ),
    element('p', {}, element('a', { href: addressOf('/mail', me) }, 'Ouvrir son courrier')),
  );

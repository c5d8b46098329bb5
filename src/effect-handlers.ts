import type { Config } from './config.ts';
import type { EffectKind } from './domain/effect.ts';
import type { Handler } from './effects/run.ts';
import type { Graph } from './graph/graph.ts';
import type { Mail } from './graph/ports.ts';
import type { Telemetry } from './telemetry/ports.ts';
import { drawCardOf, drawMail, previewText, themeLabel } from './tell/draw.ts';
import type { Sender } from './tell/ports.ts';
import { sendCard, updateCard } from './usecases/deliver-card.ts';
import { sendMail } from './usecases/deliver-mail.ts';
import type { Deps } from './usecases/deps.ts';
import { eraseCard, eraseDay, eraseEvent, eraseRow, leaveDay } from './usecases/erase-outside.ts';
import { syncDay } from './usecases/sync-day.ts';
import { syncEvent } from './usecases/sync-event.ts';
import { syncList } from './usecases/sync-list.ts';
import { event } from './words/fr/event.ts';

interface Parts {
  deps: Deps;
  graph: Graph;
  sender: Sender;
  config: Config;
  hash: (text: string) => Uint8Array;
  newToken: () => { token: string; hash: Uint8Array };
}

/** Which use case carries out which kind of effect. */
export function effectHandlers(parts: Parts): Record<EffectKind, Handler> {
  const { deps, graph, sender, config } = parts;
  const cards = { ...deps, sender, draw: drawCardOf(config.publicUrl), preview: previewText };
  const events = {
    ...deps,
    organiser: config.programmeMailbox,
    subject: event.subject,
    placeWords: (label: string | null) => label ?? event.neutralPlace,
  };
  const days = { ...deps, daySubjects: event.daySubjects };
  const lists = {
    ...deps,
    list: graph.list,
    themeLabel,
    hash: (text: string) => Buffer.from(parts.hash(text)).toString('base64url'),
  };
  const mails = {
    ...deps,
    mail: graph.mail,
    draw: drawMail,
    newToken: parts.newToken,
    linkTo: (token: string) => `${config.publicUrl}/l#${token}`,
  };
  return {
    event: (effect) => syncEvent(events, String(effect.ids.meeting)),
    day: (effect) => syncDay(days, effect.ids),
    list: (effect) => syncList(lists, String(effect.ids.meeting)),
    'card.send': (effect, leave) => sendCard({ ...cards, sender: leaving(sender, leave) }, effect),
    'card.update': (effect, leave) =>
      updateCard({ ...cards, sender: leaving(sender, leave) }, effect),
    mail: (effect, leave) => sendMail({ ...mails, mail: leavingMail(mails.mail, leave) }, effect),
    'event.erase': (effect) => eraseEvent(deps, effect),
    'day.erase': (effect) => eraseDay(deps, effect),
    'day.leave': (effect) => leaveDay(deps, effect),
    'list.erase': (effect) => eraseRow(lists, effect),
    'card.erase': (effect) => eraseCard(cards, effect),
  };
}

/** Each handler, measured by its kind and by how it ended. */
export function measured(
  telemetry: Telemetry,
  handlers: Record<EffectKind, Handler>,
): Record<EffectKind, Handler> {
  const watched = (Object.keys(handlers) as EffectKind[]).map((kind) => {
    const handler: Handler = (effect, leave) =>
      telemetry.measure('telemaque.effect', { kind, tries: effect.tries }, async (mark) => {
        const outcome = await handlers[kind](effect, leave);
        mark({ outcome: 'dropped' in outcome ? 'dropped' : 'done' });
        return outcome;
      });
    return [kind, handler] as const;
  });
  return Object.fromEntries(watched) as Record<EffectKind, Handler>;
}

/** Kinds that wait for their moment themselves: after all reading, right before the call. */
export const leaveThemselves: readonly EffectKind[] = ['card.send', 'card.update', 'mail'];

const leavingMail = (mail: Mail, leave: () => Promise<void>): Mail => ({
  async send(message) {
    await leave();
    return mail.send(message);
  },
});

const leaving = (sender: Sender, leave: () => Promise<void>): Sender => ({
  ...sender,
  async send(...message) {
    await leave();
    return sender.send(...message);
  },
  async update(...message) {
    await leave();
    return sender.update(...message);
  },
});

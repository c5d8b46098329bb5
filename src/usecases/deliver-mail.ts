import type { Effect } from '../db/effects.ts';
import type { Reader } from '../domain/card-model.ts';
import { day } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { Mail } from '../graph/ports.ts';
import type { MailModel } from '../tell/mails/mail-model.ts';
import type { Deps } from './deps.ts';
import { aboutMail } from './mail-models.ts';

export interface MailDeps extends Deps {
  mail: Mail;
  draw: (model: MailModel, reader: Reader) => { subject: string; html: string };
  /** A fresh personal token: what goes into the address, and the hash that is kept. */
  newToken: () => { token: string; hash: Uint8Array };
  /** The page's address for a token, which stands in the fragment and so never reaches a server. */
  linkTo: (token: string) => string;
}

/** A link answers for a month: longer than any question stays open. */
const linkLasts = 30 * day;

/** Sends a mail that says what is true now, with a link for this person and this purpose only. */
export async function sendMail(deps: MailDeps, effect: Effect): Promise<Outcome> {
  const t = deps.db.read;
  const person = effect.person === null ? undefined : await t.people.get(effect.person);
  if (!person) return { dropped: 'nobody to write to' };
  const about = await aboutMail(t, effect, person, deps.now());
  if (!about) return { dropped: 'nothing left to say' };
  const { pair, purpose, subject } = about;
  const { token, hash } = deps.newToken();
  const expires = deps.now() + linkLasts;
  // Kept before the mail leaves: a link in somebody's hands always opens.
  const link = { person: person.id, purpose, subject, expires, effect: effect.id };
  await deps.db.tx((tx) => tx.links.add(hash, link));
  const reader: Reader = {
    locale: person.locale,
    zone: person.zone,
    nameZone: pair.mentee.zone !== pair.mentor.zone,
  };
  const drawn = deps.draw(about.draft({ url: deps.linkTo(token), expires }), reader);
  const { bodyName, replyTo } = pair.cohort.settings;
  await deps.mail.send({
    to: { mail: person.mail, name: person.name },
    replyTo: { mail: replyTo, name: bodyName },
    ...drawn,
  });
  return { done: true };
}

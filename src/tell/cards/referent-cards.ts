import type { CardModel, Contact, Reader } from '../../domain/card-model.ts';
import { words } from '../../words/words.ts';
import { aside, bodyOf, type Drawing, each, heading, line, spoken, strong } from './pieces.ts';

type Referent = Extract<CardModel, { kind: 'referent' }>;

const contact = bodyOf([
  heading('title'),
  each('names', strong('$data')),
  each('lines', line('$data')),
]);

function waysTo({ mail, phone }: Contact, { locale }: Reader): string[] {
  const { referent } = words(locale);
  return [referent.mail(mail), ...(phone ? [referent.phone(phone)] : [])];
}

export function drawReferent(model: Referent, reader: Reader): Drawing {
  const { referent } = words(reader.locale);
  const { pair, asked } = model;
  const who = model.referent;
  const ask = { ...aside('referent.call', referent.ask, { pair }), style: 'positive' } as const;
  if (!who) {
    const lines = [referent.none(model.replyTo), ...(asked ? [referent.askedTeam] : [])];
    return {
      speak: lines.join(' '),
      body: contact({ title: referent.title, names: [], lines }),
      actions: asked ? [] : [ask],
    };
  }
  const ways = waysTo(who, reader);
  const told = asked ? referent.asked(who.name) : referent.intro;
  return {
    speak: spoken(referent.isYours(who.name), told),
    body: contact({ title: referent.title, names: [who.name], lines: [...ways, told] }),
    actions: asked ? [] : [ask],
  };
}

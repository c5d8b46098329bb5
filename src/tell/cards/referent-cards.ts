import type { CardModel, Contact, Reader } from '../../domain/card-model.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { aside, bodyOf, type Drawing, each, heading, line, spoken, strong } from './pieces.ts';

type Referent = Extract<CardModel, { kind: 'referent' }>;
type Call = Extract<CardModel, { kind: 'call' }>;

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
  if (!who) {
    const lines = [referent.none(model.replyTo)];
    return {
      speak: lines.join(' '),
      body: contact({ title: referent.title, names: [], lines }),
      actions: [],
    };
  }
  const ways = waysTo(who, reader);
  const told = asked ? referent.asked(who.name) : referent.intro;
  return {
    speak: spoken(referent.isYours(who.name), told),
    body: contact({ title: referent.title, names: [who.name], lines: [...ways, told] }),
    actions: asked
      ? []
      : [{ ...aside('referent.call', referent.ask, { pair }), style: 'positive' }],
  };
}

export function drawCall({ pairCode, names, by }: Call, reader: Reader): Drawing {
  const { referent } = words(reader.locale);
  const from = referent.callFrom(by.name);
  return {
    speak: spoken(referent.callTitle, from),
    body: contact({
      title: referent.callTitle,
      names: [from],
      lines: [referent.callPair(pairCode, listText(names, reader.locale)), ...waysTo(by, reader)],
    }),
    actions: [],
  };
}

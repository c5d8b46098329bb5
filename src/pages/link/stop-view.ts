import { type Words, words } from '../../words/words.ts';
import { actRow, type Button, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { heading, paragraph } from './element.ts';

type ModelOf<Kind> = Extract<LinkPage['model'], { kind: Kind }>;

const page = (title: string, lines: string[], buttons: Button[], send: Send): Node[] => [
  heading(title),
  ...lines.map((line) => paragraph(line)),
  ...(buttons.length > 0 ? [actRow(buttons, send)] : []),
];

/** « Claire Morvan, claire.morvan@…, 01 00 00 00 12 » */
const contactText = ({ name, mail, phone }: NonNullable<ModelOf<'stopping'>['referent']>) =>
  [name, mail, ...(phone ? [phone] : [])].join(', ');

/** What happens is said before it is asked; a pause and a talk are one press away. */
export function stopFormView({ reader }: LinkPage, model: ModelOf<'stop-form'>, send: Send) {
  const { stop, link } = words(reader.locale);
  const { pair, partner, referent, replyTo } = model;
  const told = referent ? stop.formTells(contactText(referent)) : stop.formTellsTeam(replyTo);
  const lines = [told, stop.formPartner(partner), stop.formSilence, stop.formBack];
  const buttons: Button[] = [
    { title: stop.ask, primary: true, act: () => ({ act: 'stop' }) },
    { title: link.pause, go: { kind: 'pause-form', pair } },
    { title: link.referent, go: { kind: 'referent', pair, asked: false } },
  ];
  return page(stop.formTitle(partner), lines, buttons, send);
}

const book = (pair: string, { link }: Words, primary: boolean): Button => ({
  title: link.book,
  primary,
  go: { kind: 'find', pair },
});

/** To the one who asked, and to nobody else. */
export function stoppingView({ reader }: LinkPage, model: ModelOf<'stopping'>, send: Send) {
  const told = words(reader.locale);
  const { stop } = told;
  const { pair, partner, referent, replyTo, state, may } = model;
  if (state === 'withdrawn') return page(stop.withdrawnTitle, [stop.withdrawn], [], send);
  if (state === 'offered')
    return page(stop.lastTitle(partner), [stop.last], [book(pair, told, true)], send);
  const asked = referent ? stop.asked(contactText(referent)) : stop.askedTeam(replyTo);
  const back: Button[] = may.withdraw
    ? [{ title: stop.withdraw, act: () => ({ act: 'withdraw-stop' }) }]
    : [];
  const buttons = [...back, book(pair, told, false)];
  return page(stop.askedTitle, [asked, stop.formSilence], buttons, send);
}

/** The same words for both, whoever asked. */
export function endingView({ reader }: LinkPage, model: ModelOf<'ending'>, send: Send) {
  const told = words(reader.locale);
  const { stop } = told;
  const { pair, partner, state, may } = model;
  if (state === 'closed') return page(stop.closedTitle(partner), [stop.closed], [], send);
  const buttons = may.book ? [book(pair, told, true)] : [];
  return page(stop.lastTitle(partner), [stop.last], buttons, send);
}

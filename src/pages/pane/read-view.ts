import type { Interval } from '../../domain/time.ts';
import { dayInZone, momentText } from '../../words/dates.ts';
import type { LinkAct } from '../link/ask.ts';
import { heading, paragraph } from '../link/element.ts';
import { heldView } from '../link/held-view.ts';
import { themeList } from '../link/theme-list.ts';
import type { PaneAct, PaneModel } from './api.ts';
import { buttonRow } from './buttons.ts';
import { addressOf } from './people.ts';
import type { Told } from './told.ts';

export interface ReadAsked {
  pane: PaneModel;
  /** The appointment's own. */
  time: Interval;
  /** Who organises the appointment, in small letters. */
  organiser: string;
  told: Told;
  act: (read: () => PaneAct | null, place: HTMLElement) => void;
  /** Another meeting is wanted. */
  next: () => void;
}

/** An appointment that is read: what it is to the programme, or whether it took place. */
export function readView(asked: ReadAsked): Node[] {
  const { pane, time } = asked;
  if (pane.held) return pastView(asked, pane.held);
  if (pane.appointment) return aheadView(asked, pane.appointment);
  return time.start <= pane.now ? recordView(asked) : unknownView(asked);
}

/** As the personal page asks it, of the same facts. */
function pastView({ pane, act, next }: ReadAsked, held: NonNullable<PaneModel['held']>): Node[] {
  const { reader, pair, bodyName, replyTo, now } = pane;
  const view = { kind: 'held' as const, meeting: held.meeting };
  const page = { reader, pair, view, model: held, bodyName, replyTo, referent: null, now };
  return heldView(page, held, (button, place) => {
    if ('go' in button) next();
    else act(() => paneActOf(button.act()), place);
  });
}

/** The acts of a past meeting are the same beside an appointment; there are no others there. */
function paneActOf(act: LinkAct | null): PaneAct | null {
  if (act?.act === 'held' || act?.act === 'not-held' || act?.act === 'correct') return act;
  return null;
}

function aheadView(
  { pane, told }: ReadAsked,
  found: NonNullable<PaneModel['appointment']>,
): Node[] {
  const { read } = told.pane;
  const { partner, reader } = pane;
  const who = {
    reader: read.mineAhead,
    partner: read.theirsAhead(partner.name),
    programme: read.programmeAhead,
  }[found.organiser];
  return [
    heading(read.title(partner.name)),
    paragraph(read.ahead(momentText(found.time, reader)), 'moment'),
    paragraph(who),
    paragraph(read.after, 'status'),
    paragraph(told.common.kept(pane.recording), 'small'),
  ];
}

function unknownView({ pane, organiser, told }: ReadAsked): Node[] {
  const { read } = told.pane;
  const { name, mail } = pane.partner;
  const theirs = organiser === addressOf(mail);
  return [
    heading(read.unknownTitle(name)),
    paragraph(theirs ? read.unknownTheirs(name) : read.unknownMine),
  ];
}

/** Never registered, and past: its day is the appointment's, and its themes are asked. */
function recordView({ pane, time, told, act }: ReadAsked): Node[] {
  const { read } = told.pane;
  const { partner, reader, themes, recording } = pane;
  const list = themeList(themes, [], told);
  const date = dayInZone(time.start, reader.zone);
  const save = (place: HTMLElement) =>
    act(() => {
      const chosen = list.read();
      return chosen && { act: 'record', date, themes: chosen };
    }, place);
  return [
    heading(read.recordTitle(partner.name)),
    paragraph(momentText(time, reader), 'moment'),
    paragraph(read.recordWhy, 'status'),
    list.view,
    buttonRow({ title: told.record.save, primary: true, run: save }),
    paragraph(told.common.kept(recording), 'small'),
  ];
}

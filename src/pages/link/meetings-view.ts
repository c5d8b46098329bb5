import type { Reader } from '../../domain/card-model.ts';
import { capital, dayText, zoneName } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { yearLines } from '../../words/year-lines.ts';
import { actRow, type Button, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { element, heading, paragraph } from './element.ts';
import { openOne } from './open-one.ts';
import { yearList } from './year-list.ts';

type MeetingsModel = Extract<LinkPage['model'], { kind: 'meetings' }>;

/** With so few ahead, the year is still to be planned. */
const few = 1;

/** What is to come, then what took place; each can be opened. */
export function meetingsView({ reader }: LinkPage, model: MeetingsModel, send: Send): Node[] {
  const told = words(reader.locale);
  const { record, link } = told;
  const { pair, partner, ahead } = model;
  const buttons: Button[] = [
    { title: link.book, primary: ahead.length === 0, go: { kind: 'find', pair } },
    ...(ahead.length <= few
      ? [{ title: link.plan, act: () => ({ act: 'draft' as const }) } satisfies Button]
      : []),
    { title: link.record, go: { kind: 'record', pair } },
  ];
  return [
    heading(record.listTitle(partner)),
    element('h2', {}, record.ahead),
    ...(ahead.length === 0 ? [paragraph(record.noNext, 'status')] : []),
    ...zoneOf(model, reader),
    ...yearList(aheadOf(model, reader)),
    ...openOne(ahead, reader, send),
    ...past(model, reader, told, send),
    actRow(buttons, send),
  ];
}

const aheadOf = ({ ahead, days }: MeetingsModel, reader: Reader) => {
  const { record } = words(reader.locale);
  const dates = ahead.map(({ time, agreed }) => ({ time, note: agreed ? null : record.toConfirm }));
  return yearLines(dates, days, reader);
};

function zoneOf({ ahead: [first] }: MeetingsModel, reader: Reader): Node[] {
  const zone = first ? zoneName(first.time.start, reader) : null;
  return zone === null ? [] : [paragraph(capital(zone), 'small')];
}

function past({ meetings }: MeetingsModel, reader: Reader, told: Words, send: Send): Node[] {
  const { record, themes: names, link } = told;
  const title = element('h2', {}, record.past);
  if (meetings.length === 0) return [title, paragraph(record.empty, 'status')];
  const rows = meetings.map(({ meeting, day, themes }) => {
    const on = dayText(day, reader);
    const correct: Button = {
      title: record.correct,
      label: link.correctThat(on),
      go: { kind: 'held', meeting },
    };
    return element(
      'li',
      {},
      paragraph(capital(on)),
      paragraph(themes.map((theme) => names[theme]).join(' · '), 'small'),
      actRow([correct], send),
    );
  });
  return [title, element('ul', { class: 'rows', role: 'list' }, ...rows)];
}

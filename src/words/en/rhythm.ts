import type { rhythm as french } from '../fr/rhythm.ts';
import { weeks } from './count.ts';

type Anchor = Parameters<typeof french.since>[0];

const since: Record<Anchor, (day: string) => string> = {
  launch: (day) => `Your year of mentoring began on ${day}.`,
  meeting: (day) => `Your last meeting was on ${day}.`,
};

const ask: Record<Anchor, string> = {
  launch: 'Would you like to set your first meeting',
  meeting: 'Would you like to set another one',
};

const anyTime: Record<Anchor, string> = {
  launch: 'You can start whenever you like, at the pace that suits you.',
  meeting: 'You can start again whenever you like, at the pace that suits you.',
};

const spell = (days: number): string => (days % 7 === 0 ? weeks(days / 7) : `${days} days`);

export const rhythm: typeof french = {
  title: (partner) => `Your meetings with ${partner}`,
  since: (anchor, day) => since[anchor](day),
  ask: (anchor, before) =>
    before === null ? `${ask[anchor]}?` : `${ask[anchor]} before ${before}?`,
  forecast: (before, markDays) =>
    `Without a date before ${before}, you will pass ${spell(markDays)}: a mark of the guide, not an obligation.`,
  anyTime: (anchor) => anyTime[anchor],
  next: (day) => `Your next meeting is set: ${day}.`,
  asked: 'Times have been proposed and are waiting for an answer.',
  paused: (until) =>
    `The two of you are on a pause up to and including ${until}. Until then I propose nothing.`,
  begins: (day) => `Your year of mentoring begins on ${day}.`,
  over: 'Your year of mentoring is over.',
  noted: 'You met without me? Type “record”.',
  pause: 'Agree on a pause',
  link: 'Your personal page lets you choose a time, set your meetings of the year or agree on a pause:',
};

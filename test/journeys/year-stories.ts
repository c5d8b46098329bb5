import type { Day } from './year-calendar.ts';

type Who = 'mentee' | 'mentor';

/** One thing that somebody does, in the afternoon of a day. */
export type Act =
  /** A meeting held outside the tool is written down. */
  | { on: Day; who: Who; does: 'records'; met: Day }
  /** The first time found is booked, the other one agrees, and one of them says it took place. */
  | { on: Day; who: Who; does: 'books'; saysHeld: boolean }
  /** Times are proposed, and nobody ever answers. */
  | { on: Day; who: Who; does: 'proposes' }
  | { on: Day; who: Who; does: 'pauses'; until: Day }
  | { on: Day; who: Who; does: 'stops' }
  /** The referent, on the alert's card. */
  | { on: Day; who: 'referent'; does: 'sets-pause'; until: Day }
  | { on: Day; who: 'referent'; does: 'closes' };

export interface Story {
  says: string;
  pairs: readonly string[];
  acts: readonly Act[];
}

const records = (who: Who, ...days: [on: Day, met: Day][]): Act[] =>
  days.map(([on, met]) => ({ on, who, does: 'records', met }));
const books = (who: Who, saysHeld: boolean, ...days: Day[]): Act[] =>
  days.map((on) => ({ on, who, does: 'books', saysHeld }));

/** How each of the 37 pairs lives its year. */
export const stories: readonly Story[] = [
  {
    says: 'book here, every seven weeks, and say that it took place',
    pairs: ['P01', 'P10'],
    acts: [
      ...books('mentee', true, '2026-05-05', '2026-06-16', '2026-08-04'),
      ...books('mentor', true, '2026-09-22', '2026-11-10', '2027-01-05', '2027-02-16'),
    ],
  },
  {
    says: 'book what is proposed and agreed to, and never say how it went',
    pairs: ['P03', 'P13', 'P36'],
    acts: [
      ...books('mentor', false, '2026-05-05', '2026-06-16', '2026-08-04', '2026-09-22'),
      ...books('mentee', false, '2026-11-10', '2027-01-05', '2027-02-16'),
    ],
  },
  {
    says: 'meet without the tool and write it down the day after',
    pairs: ['P04', 'P08', 'P15', 'P17', 'P20', 'P22', 'P25', 'P35'],
    acts: records(
      'mentee',
      ['2026-05-13', '2026-05-12'],
      ['2026-06-24', '2026-06-23'],
      ['2026-08-12', '2026-08-11'],
      ['2026-09-30', '2026-09-29'],
      ['2026-11-18', '2026-11-17'],
      ['2027-01-06', '2027-01-05'],
      ['2027-02-17', '2027-02-16'],
    ),
  },
  {
    says: 'meet every fifty days, so that the mentee hears of it and then acts',
    pairs: ['P06', 'P11', 'P32', 'P34', 'P37'],
    acts: records(
      'mentor',
      ['2026-06-02', '2026-06-01'],
      ['2026-07-21', '2026-07-21'],
      ['2026-09-09', '2026-09-09'],
      ['2026-10-29', '2026-10-29'],
      ['2026-12-18', '2026-12-18'],
      ['2027-02-05', '2027-02-05'],
      ['2027-03-22', '2027-03-22'],
    ),
  },
  {
    says: 'never meet, and nobody says a word',
    pairs: ['P05', 'P14', 'P16', 'P18', 'P30'],
    acts: [],
  },
  {
    says: 'meet on a Saturday, then no more: the mark falls on a Saturday too',
    pairs: ['P02', 'P23'],
    acts: records('mentee', ['2026-04-27', '2026-04-25']),
  },
  {
    says: 'meet on 19 May, then no more: the mark falls on 14 July',
    pairs: ['P07', 'P26'],
    acts: records('mentee', ['2026-05-20', '2026-05-19']),
  },
  {
    says: 'meet as the year begins, by Martinique’s calendar: 22 May and Whit Monday are in the way',
    pairs: ['P21', 'P31'],
    acts: records('mentee', ['2026-04-17', '2026-04-17']),
  },
  {
    says: 'go quiet, hear of it, meet again, and go quiet for good in autumn',
    pairs: ['P12', 'P28'],
    acts: records('mentee', ['2026-06-11', '2026-06-11'], ['2026-09-15', '2026-09-14']),
  },
  {
    says: 'agree on a pause by their cards, then go quiet',
    pairs: ['P33'],
    acts: [
      ...records('mentee', ['2026-05-12', '2026-05-12']),
      { on: '2026-06-22', who: 'mentor', does: 'pauses', until: '2026-08-28' },
    ],
  },
  {
    says: 'have nothing but their mails, and agree on a pause by their pages',
    pairs: ['P27'],
    acts: [{ on: '2026-05-20', who: 'mentee', does: 'pauses', until: '2026-06-17' }],
  },
  {
    says: 'are given a pause by their referent once the alert is there',
    pairs: ['P19'],
    acts: [{ on: '2026-06-10', who: 'referent', does: 'sets-pause', until: '2026-08-31' }],
  },
  {
    says: 'come to an end: the mentee asks to stop, and the referent closes the pair',
    pairs: ['P09'],
    acts: [
      { on: '2026-05-11', who: 'mentee', does: 'stops' },
      { on: '2026-06-15', who: 'referent', does: 'closes' },
    ],
  },
  {
    says: 'propose times that nobody answers: nothing is said while they wait',
    pairs: ['P24', 'P29'],
    acts: [{ on: '2026-06-08', who: 'mentee', does: 'proposes' }],
  },
];

import type { report as french } from '../fr/report.ts';
import { count } from './count.ts';

const files: Record<Parameters<typeof french.file.name>[0], string> = {
  meetings: 'meetings',
  aggregates: 'overview',
};

export const report: typeof french = {
  title: 'Overview',
  until: (day) => `Figures up to ${day}.`,
  rule: 'Only whole months are counted, and what fewer than 7 pairs make up is put together: nothing here leads to one of them.',
  opening: 'Reading the cohort’s figures…',
  about: (number) => `about ${number}`,
  between: (least, most) => `${least} to ${most}`,
  pairs: {
    title: 'Pairs',
    active: 'Active pairs',
    of: (active, all) => {
      if (active !== all) return `${active} of ${all} pairs are active`;
      return all === 1 ? 'The cohort’s only pair is active' : `All ${all} pairs are active`;
    },
    value: (active, all) => `${active} of ${all}`,
  },
  meetings: {
    title: 'Meetings',
    finding: (held, expected) => `${held} meetings took place; ${expected} were expected`,
    held: 'Meetings held',
    expected: 'Meetings expected by then',
    basis: (least, most) =>
      `What is expected follows the guide’s rhythm, ${count(least)} to ${count(most)} meetings a year for each pair, in proportion to the time gone by. Agreed pauses and early stops are taken out.`,
    chart: 'Meetings held, month by month',
    table: 'Meetings held by month',
    month: 'Month',
    number: 'Meetings',
    asTable: 'See the table',
    merged:
      'Months in which fewer than 7 pairs met are put together with the next ones; the latest will appear with them.',
    none: 'No figures yet. They will appear after the first whole month, once 7 pairs have noted a meeting.',
    noneYet: (day) =>
      `No figures yet. In this cohort meetings are passed on at midterm, on ${day}, then at the end of the programme: the figures will appear then.`,
  },
  themes: {
    title: 'Themes',
    finding: (themes) =>
      themes.length === 1
        ? `The theme most often named: ${themes[0]}`
        : `The themes most often named: ${themes.join(' · ')}`,
    findingRare: 'No theme was named by 7 pairs or more',
    table: 'How many pairs named each theme at least once',
    theme: 'Theme',
    pairs: (number) => `${number} pairs`,
    number: 'Pairs',
    most: 'most of the pairs that met',
    few: 'fewer than 7 pairs',
    enough: '7 pairs or more, together',
    rare: (names) => `seldom named: ${names}`,
    none: 'No themes to show yet. They will appear once 14 pairs have noted some: with fewer, somebody could be recognised.',
  },
  responses: {
    title: 'The questionnaires',
    value: 'Response rate',
    none: 'Shared syntheses and their response rates, in steps, are in the part “Questionnaires”.',
    noneCell: 'in the synthesis of each questionnaire',
  },
  take: {
    title: 'Take these data with you',
    kinds: {
      meetings: {
        title: 'The meetings',
        text: 'The rows of the tracking list: pair code, date and general themes. No names.',
      },
      aggregates: {
        title: 'The numbers on this page',
        text: 'What you read here, and nothing more.',
      },
    },
    csv: 'CSV file',
    xlsx: 'Excel file (XLSX)',
    label: (kind, format) => `${kind}, ${format}`,
    working: 'Preparing the file…',
    done: (name) => `The file ${name} is in your downloads.`,
    failed: 'The file could not be prepared. Try again in a minute.',
    noted: 'Each export is written into the programme’s log, with your name and the time.',
    notedMeetings: 'Pairs see that you have exported their dates, and when.',
  },
  file: {
    name: (kind, day) => `telemaque-${files[kind]}-${day}`,
    sheet: { meetings: 'Meetings', aggregates: 'Overview' },
    pair: 'Pair',
    day: 'Meeting date',
    themes: 'General themes',
    item: 'Figure',
    value: 'Value',
    cohort: 'Cohort',
    until: 'Figures up to',
    nothing: 'no figures yet',
    month: (period) => `Meetings held, ${period}`,
    theme: (theme) => `Theme: ${theme}`,
    rare: (rare) => `Themes ${rare}`,
    destroyBy: (day, until) =>
      `Exported on ${day}. Confidential, for the programme’s coaches alone: delete it once it is of no more use, by ${until} at the latest.`,
    keep: (day) =>
      `Exported on ${day}. Overall numbers, with nothing about any one pair: this file may stay in the programme’s archives.`,
  },
  problem: {
    offline: 'No connection. Try again once it is back.',
    busy: 'The service does not answer. Try again in a minute.',
    other: 'These figures cannot be shown to you. Go back to your pairs, then try again.',
    retry: 'Try again',
  },
};

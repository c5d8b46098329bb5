import type { Cell, Level, Moment, Topic } from '../../domain/survey.ts';
import type { Class, Size } from '../../domain/synthesis-model.ts';
import type { survey as fr } from '../fr/survey.ts';

const titles: Record<Moment, string> = {
  midterm: 'Your mid-term questionnaire',
  end: 'Your questionnaire at the end of the programme',
};
const moments: Record<Moment, string> = { midterm: 'mid-term', end: 'end of the programme' };
const topics: Record<Topic, string> = {
  engagement: 'Your commitment',
  satisfaction: 'Your satisfaction',
  relation: 'The relation',
  subjects: 'The subjects raised',
  learning: 'What you take from it',
};
const subjects: Record<Topic, string> = {
  engagement: 'Commitment',
  satisfaction: 'Satisfaction with the programme',
  relation: 'Relation between the two',
  subjects: 'Subjects raised',
  learning: 'Learning',
};
const levels: Record<Level, string> = {
  1: 'Strongly disagree',
  2: 'Rather disagree',
  3: 'Neither agree nor disagree',
  4: 'Rather agree',
  5: 'Strongly agree',
};
const cells: Record<Cell, string> = {
  all: 'All participants',
  mentee: 'Mentees',
  mentor: 'Mentors',
};
const sizes: Record<Size, string> = {
  '7-9': '7 to 9 answers',
  '10-24': '10 to 24 answers',
  '25+': '25 answers or more',
};
const classes: Record<Class, string> = { low: 'Disagree', middle: 'Neither', high: 'Agree' };

export const survey: typeof fr = {
  title: (moment) => titles[moment],
  moment: (moment) => moments[moment],
  topic: (topic) => topics[topic],
  subject: (topic) => subjects[topic],
  level: (level) => levels[level],
  cell: (cell) => cells[cell],
  klass: (one) => classes[one],
  intro: (questions, day) =>
    `${questions} statements, five minutes at most. You can answer until the end of ${day}.`,
  confidential:
    'Confidential. Nobody reads your answer on its own; nothing is published below 7 answers.',
  promised: {
    anonymous: {
      choose: 'Answer anonymously',
      why: 'A card passes through our server, which for a moment sees who answers and what. From the tab or your personal page, your answer leaves without your name: even we cannot match it to you.',
    },
    confidential: {
      choose: 'Answer without your name',
      why: 'A card passes through our server, which for a moment sees who answers and what. From the tab or your personal page, your answer leaves without your name.',
    },
  },
  sameMachine:
    'Here, the answers and the key that opens them are on the same machine: without your name, your answer stays confidential, but the person who administers this machine could match it to you.',
  step: (at, of, topic) => `${at}/${of} · ${topic}`,
  choose: 'Choose',
  next: 'Next',
  back: 'Back',
  send: 'Send my answers',
  missing: 'An answer is missing here.',
  answeredTitle: 'Thank you for your answers',
  answered:
    'They are sealed until the questionnaire closes. The synthesis will be sent to you as soon as the coaches have read it.',
  closedTitle: 'This questionnaire is closed',
  closed:
    'It takes no more answers. The synthesis will be sent to you as soon as the coaches have read it.',
  open: 'Open the questionnaire',

  synthesisTitle: (moment) => `Synthesis: ${moments[moment]}`,
  notYet: 'Not yet: the coaches read the synthesis before they share it.',
  readyTitle: (moment) => `The ${moments[moment]} synthesis is ready`,
  ready:
    'You, coaches of the cohort, alone can read it. Once shared, everybody who was asked and the committee can read it from the same instant, and it cannot be taken back.',
  held: 'It is held back: nobody but the coaches can read it.',
  released: 'Everybody who was asked and the committee can read it.',
  read: 'Read the synthesis',
  release: 'Share the synthesis',
  hold: 'Hold it back',
  few: 'Fewer than 7 answers: nothing is published.',
  size: (size) => sizes[size],
  rate: (percent) => `about ${percent}% answered (in steps of 10)`,
  majority: (one) => `More than half: ${classes[one].toLowerCase()}`,
  noMajority: 'No majority',
  withheld: 'Cannot be published',
  share: (percent, bound) =>
    `${bound === 'at-least' ? 'at least ' : bound === 'at-most' ? 'at most ' : ''}${percent}%`,
  levelsFrom: (from, to) =>
    from === to ? levels[from] : `${levels[from]} to ${levels[to].toLowerCase()}`,
  trend: { up: '↗ rising', same: '= steady', down: '↘ falling' },
  rule: 'Nothing is told of a group of fewer than 7 answers; shares are rounded to 5 points, and the largest and smallest are given by their limit alone.',

  mailAsk: (moment, day) =>
    `Your ${moment} questionnaire is waiting for you: five minutes at most, until the end of ${day}.`,
  mailChase: (moment, day) =>
    `Your ${moment} questionnaire can still take your answer, until the end of ${day}. This reminder leaves by itself: nobody looks at who has answered.`,
  mailLink: 'Your personal page lets you answer, without your name if you wish:',
  mailPage: 'Here is the link you asked for to answer your questionnaire.',
  mailReady: (moment) =>
    `The synthesis of the ${moment} questionnaire is ready. Read it in Télémaque’s tab, then share it or hold it back.`,
  mailReleased: (moment) =>
    `The synthesis of the ${moment} questionnaire is shared with everybody who was asked and with the committee.`,
  mailSynthesisLink: 'Your personal page lets you read it:',
  mailSynthesisTab: 'You can read it in Télémaque’s tab.',

  progress: (at, of, topic) => `Part ${at} of ${of}: ${topic}`,
  anonymousHow:
    'The server signs a blank ballot without seeing it, then your answers leave apart, without your link. Once you have made this choice, you can only answer without your name, and from this device.',
  anonymousLimits: 'What remains possible',
  anonymousRemains:
    'A relay in front of our server may see network addresses; we store neither them nor the time of what is sent. Whoever watched both sendings as they happen could match them by their time: make this choice as you open the page, then answer at your own pace.',
  preparing: 'Preparing your ballot…',
  anonymousNow:
    'You are now answering without your name. What you have chosen is kept; your answers will leave in your ballot.',
  unable:
    'This browser cannot prepare a ballot without your name: it is too old, or may keep nothing on this device. You can answer above, confidentially, or open your link in another browser.',
  unableHere:
    'This browser cannot finish your ballot. Nothing is lost: update it, then open your link here again.',
  elsewhereTitle: 'Your ballot is elsewhere',
  elsewhere:
    'You began it, and perhaps sent it, from another device or another browser. It can only be finished there: from here, it can be neither read nor taken up again.',
  toFill: (moment, day) => `Questionnaire: ${moments[moment]}, until the end of ${day}`,
  asked: (people) => `${people} people asked`,
  period: (from, until) => `Questionnaire open from ${from} to ${until}`,
  columns: { question: 'Statement', told: 'Answers' },
  of: (name, told) => `${name}: ${told}`,
};

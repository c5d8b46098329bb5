import type { QuestionProblem } from '../../domain/own-questions.ts';
import type { Moment, Partition, Party } from '../../domain/survey.ts';
import type { Danger } from '../../domain/synthesis-audit.ts';
import type { WavesWords } from '../fr/waves.ts';

const moments: Record<Moment, string> = { midterm: 'Mid-term', end: 'End of the programme' };
const files: Record<Moment, string> = { midterm: 'mid-term', end: 'end-of-programme' };

const tooMuch = 'it would tell, or let people guess, more than the rule allows';
const damaged = 'its text does not match this questionnaire';
const dangers: Record<Danger, string> = {
  unreadable: damaged,
  'unknown-field': damaged,
  'exact-count': tooMuch,
  'not-of-this-wave': damaged,
  'published-twice': 'a synthesis of this questionnaire exists already',
  'other-partition': 'its groups are not those announced at the launch',
  'small-difference':
    'held against another synthesis, it would let people guess the answers of a few',
  'too-few': tooMuch,
  'suppression-shows': tooMuch,
  'too-fine': tooMuch,
  untrue: 'its figures do not match the ballots',
  'not-by-the-rule': tooMuch,
  'certain-inference': tooMuch,
  'nobody-else': tooMuch,
  'trend-beyond-published': 'a trend would rest on something else than the shared syntheses',
};

const partitions: Record<Partition, string> = {
  together: 'One synthesis, for everybody together.',
  'by-party': 'Mentees and mentors are shown apart.',
};
const parties: Record<Party, string> = { mentee: 'Mentees', mentor: 'Mentors' };
const languages = { fr: 'in French', en: 'in English' };

const problems: Record<QuestionProblem, string> = {
  'too-short': 'Ten characters at least.',
  'too-long': '160 characters at most.',
  characters:
    'One character does not fit: write a plain sentence, without a line break, an address, or signs such as < > * _ [ ] { } # $ @ =.',
  beginning: 'Begin with a letter.',
  'too-few': 'Keep at least 8 questions at that moment.',
  'too-many': 'No more than 12 questions at that moment.',
};

export const waves: WavesWords = {
  title: 'Questionnaires',
  opening: 'Reading the questionnaires…',
  working: 'One moment…',
  intro:
    'Nobody sees who has answered, nor any answer on its own. The response rate appears after closing, in steps of ten.',
  introPilot: 'Each synthesis can be read here as soon as the coaches have shared it.',
  moment: (moment) => moments[moment],
  notYet: 'Not yet: the synthesis will appear here once the coaches have shared it.',
  days: (from, until) => `From ${from} to the end of ${until}`,
  state: {
    coming: 'To come',
    open: (day) => `Open until the end of ${day}`,
    openNote:
      'Reminders leave by themselves. Nobody can see how many have answered before it closes.',
    closing: 'Closed: the synthesis is being made',
    closingNote:
      'The ballots are counted, then the synthesis is checked. If this takes more than an hour, tell whoever administers Télémaque.',
    refused: 'Closed: the synthesis cannot be published',
    refusedWhy: (why) =>
      `The check stopped it: ${dangers[why]}. Nobody has read it, and the ballots stay sealed.`,
    refusedNext:
      'It is made and checked again by itself every quarter of an hour. If nothing changes, tell whoever administers Télémaque: it comes from the software, not from the answers.',
    closed: 'Closed',
  },
  partition: (partition) => partitions[partition],
  asked: (number) => `The ${number} questions asked`,
  sides: { same: 'Mentees and mentors', ...parties },
  press: {
    title: 'Share this synthesis?',
    release: 'Share',
    hold: 'Hold back',
    sure: 'Share, with no way back',
    back: 'Do not share now',
    warning:
      'Everybody who was asked and the committee will be able to read it from the same instant, and will be told. It is the only act of this tab that cannot be taken back.',
    released: 'The synthesis is shared. Everybody will be told.',
    held: 'The synthesis is held back: only the coaches can read it.',
  },
  document: {
    take: 'Download as a document (DOCX)',
    note: 'The same content, with room for your own commentary.',
    done: (name) => `The document ${name} is in your downloads.`,
    failed: 'The document could not be prepared. Try again in a minute.',
    name: (moment, day) => `telemaque-synthesis-${files[moment]}-${day}`,
    rules: 'How to read this synthesis',
    fewest: (number) =>
      `Threshold: a group of fewer than ${number} answers is not published; nothing then tells how many answered.`,
    hidden: (group) => `Not published: ${group}.`,
    allShown: 'No group is hidden.',
    comment: 'The coaches’ commentary',
    commentOn: (group) => `The coaches’ commentary: ${group}`,
    commentHere:
      'For the coaches to fill in. What is written here comes neither from Télémaque nor from the answers.',
    chart: (told) => `Bar: ${told}`,
  },
  problem: {
    offline: 'No connection. Try again once you are back online.',
    busy: 'The service does not answer. Try again in a minute.',
    other: 'These questionnaires cannot be shown to you.',
    retry: 'Try again',
  },

  questions: {
    title: 'Questions',
    note: (day) =>
      `What the mid-term and final questionnaires ask. You can change these sentences, take some out or put them back until the day before the launch, planned for ${day}, and never after: so everybody answers the same questions, and the two syntheses can be compared. Here, a change is undone by changing it again.`,
    begun: (day) =>
      `These questions no longer change: the cohort was launched on ${day}. So everybody answers the same questions, and the two syntheses can be compared.`,
    noText: 'They are answered by five degrees of agreement, never by free text.',
    count: (moment, number) =>
      `${moments[moment]}: ${number} ${number > 1 ? 'questions' : 'question'} (8 to 12)`,
    counted: (moment, number) =>
      `${moments[moment]}: ${number} ${number > 1 ? 'questions' : 'question'}`,
    when: {
      midterm: 'At mid-term only',
      end: 'At the end only',
    },
    askIt: 'Ask this question',
    edit: 'Change the sentences',
    wording: (party, language) => `${parties[party]}, ${languages[language]}`,
    problems,
    loading: 'Reading the questions…',
    failed: 'The questions could not be read.',
  },
};

import { describe, expect, test } from 'vitest';
import { guideInstrument as guide } from '../../src/domain/guide-instrument.ts';
import {
  adapted,
  ownQuestions,
  type QuestionWish,
  wordingProblem,
} from '../../src/domain/own-questions.ts';
import { type Question, questionsAt } from '../../src/domain/survey.ts';

const wishOf = ({ key, wording }: Question): QuestionWish => ({ key, wording });
const all = guide.questions.map(wishOf);
const without = (...keys: string[]) => all.filter(({ key }) => !keys.includes(key));
const worded = (key: string, fr: string) =>
  all.map((wish) =>
    wish.key === key
      ? { ...wish, wording: { ...wish.wording, mentee: { ...wish.wording.mentee, fr } } }
      : wish,
  );
const adapt = (wishes: readonly QuestionWish[], own = guide) => adapted({ guide, own }, wishes);

describe('a cohort’s own questions', () => {
  test('are the guide’s until they are changed', () => {
    expect(ownQuestions(guide, guide).map(({ key, asked }) => [key, asked])).toEqual(
      guide.questions.map(({ key }) => [key, true]),
    );
    expect(adapt(all)).toEqual({ instrument: guide, changed: false });
  });

  test('may be worded otherwise, and are another edition then', () => {
    const told = adapt(worded('time', '  Je trouve le temps  de nos rencontres.'));

    expect(told).toMatchObject({ changed: true, instrument: { version: 1, edition: 2 } });
    const first = 'instrument' in told ? told.instrument.questions[0] : undefined;
    expect(first?.wording.mentee).toEqual({
      fr: 'Je trouve le temps de nos rencontres.',
      en: 'I give our meetings the time I promised myself.',
    });
    expect(first?.wording.mentor.fr).toBe(
      'Je consacre à nos rencontres le temps que je m’étais promis.',
    );
  });

  test('stay in the guide’s order, topic and moment, whatever is sent', () => {
    const sent = all.toReversed().map((wish) => ({ ...wish, topic: 'relation', moments: ['end'] }));

    expect(adapt(sent)).toEqual({ instrument: guide, changed: false });
  });

  // Ten at each moment: two may go from each, not three.
  test.each([
    [['time', 'part'], 8, 8, []],
    [['rhythm', 'clearer'], 8, 10, []],
    [['rhythm', 'clearer', 'again', 'useful'], 8, 8, []],
    [['rhythm', 'clearer', 'time'], 7, 9, ['midterm']],
    [['again', 'useful', 'time'], 9, 7, ['end']],
    [['time', 'part', 'hopes'], 7, 7, ['midterm', 'end']],
  ])('without %j are %i at mid-term and %i at the end', (keys, midterm, end, few) => {
    const told = adapt(without(...keys));

    if (few.length === 0) {
      const instrument = 'instrument' in told ? told.instrument : guide;
      expect(questionsAt(instrument, 'midterm')).toHaveLength(midterm);
      expect(questionsAt(instrument, 'end')).toHaveLength(end);
    } else {
      expect(told).toEqual({ faults: few.map((field) => ({ field, problem: 'too-few' })) });
    }
  });

  test('are at most twelve at each moment', () => {
    const more = (count: number) => {
      const added = Array.from({ length: count }, (_, at) => ({
        ...(guide.questions[0] as Question),
        key: `more-${at}`,
      }));
      const wider = { ...guide, questions: [...guide.questions, ...added] };
      return adapted({ guide: wider, own: guide }, wider.questions.map(wishOf));
    };
    expect(more(2)).toMatchObject({ changed: true });
    expect(more(3)).toEqual({
      faults: ['midterm', 'end'].map((field) => ({ field, problem: 'too-many' })),
    });
  });

  test('come back in the guide’s words once they were taken out', () => {
    const told = adapt(without('time'));
    const own = 'instrument' in told ? told.instrument : guide;
    const [time, part] = ownQuestions(guide, own);

    expect([time?.asked, part?.asked]).toEqual([false, true]);
    expect(time?.wording).toEqual(guide.questions[0]?.wording);
    expect(adapt(all, own)).toEqual({ changed: true, instrument: { ...guide, edition: 3 } });
  });

  test.each([
    ['that the guide does not have', [...all, { ...all[0], key: 'salary' }]],
    ['twice', [...all, all[0]]],
    ['under a name of the language’s own', [...all, { ...all[0], key: '__proto__' }]],
  ])('never hold one %s', (_what, sent) => {
    expect(adapt(sent as QuestionWish[])).toEqual({ unknown: true });
  });

  test('keep an edition that a ballot can tell', () => {
    const told = adapt(without('time'), { ...guide, edition: 0xffff });

    expect(told).toMatchObject({ instrument: { edition: 0xffff } });
  });
});

describe('a wording', () => {
  test('that is wrong is told where it stands', () => {
    expect(adapt(worded('hopes', 'Court.'))).toEqual({
      faults: [{ field: 'hopes.mentee.fr', problem: 'too-short' }],
    });
  });

  const letters = (count: number) => 'a'.repeat(count);
  test.each([
    ['nine characters', letters(9), 'too-short'],
    ['ten', letters(10), null],
    ['160', letters(160), null],
    ['161', letters(161), 'too-long'],
    ['ten of two code units each', '𝒶'.repeat(10), null],
    ['nothing', '', 'too-short'],
    ['a sentence of the guide', 'J’apprends, moi aussi, de ces échanges.', null],
    ['quoted words', '«\u00a0Oser\u00a0» me vient plus facilement.', null],
    ['a semicolon after a no-break space', 'Oui\u202f; je le dirais à mes collègues.', null],
    ['an ampersand', 'La R&D de mon établissement avance.', null],
    ['a parenthesis', 'Mes priorités (et leurs délais) sont claires.', null],
    ['a line break', 'Une ligne,\nune autre.', 'characters'],
    ['a bell', 'Une phrase\u0007 simple.', 'characters'],
    ['a line separator', 'Une phrase\u2028 simple.', 'characters'],
    ['letters turned round', 'Une phrase \u202esimple.', 'characters'],
    ['an invisible letter', 'Une phrase\u200b simple.', 'characters'],
    ['half a character', 'Une phrase \ud83d simple.', 'characters'],
    ['a tag', 'Une <b>phrase</b> simple.', 'characters'],
    ['an entity', 'Une phrase &lt;simple.', 'characters'],
    ['stars', 'Une **phrase** simple.', 'characters'],
    ['a link', 'Une [phrase](simple).', 'characters'],
    ['a template', `Une phrase \${$root}.`, 'characters'],
    ['an address', 'Voyez https://evil.example ici.', 'characters'],
    ['an address without its beginning', 'Voyez www.evil.example ici.', 'characters'],
    ['a mail address', 'Écrivez à awa@ch-a.example.', 'characters'],
    ['a formula', '=HYPERLINK("x")', 'characters'],
    ['a list', '- une phrase simple', 'beginning'],
    ['a number first', '1. une phrase simple', 'beginning'],
    ['a plus first', '+ une phrase simple', 'beginning'],
  ])('of %s', (_what, text, problem) => {
    expect(wordingProblem(text)).toBe(problem);
  });
});

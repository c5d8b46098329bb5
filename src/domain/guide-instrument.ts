import type { Instrument, Moment, Question, Topic } from './survey.ts';

const both: Moment[] = ['midterm', 'end'];

/** The same wording for mentee and mentor. */
const forBoth = (fr: string, en: string): Question['wording'] => ({
  mentee: { fr, en },
  mentor: { fr, en },
});

const ask = (
  key: string,
  topic: Topic,
  asked: readonly Moment[],
  wording: Question['wording'],
): Question => ({ key, topic, moments: asked, wording });

/**
 * The questions a cohort asks unless it has its own: two for each of the guide’s five indicators
 * (seed 003), ten at a time. None bears on a person or on what was said.
 */
export const guideInstrument: Instrument = {
  version: 1,
  edition: 1,
  questions: [
    ask(
      'time',
      'engagement',
      both,
      forBoth(
        'Je consacre à nos rencontres le temps que je m’étais promis.',
        'I give our meetings the time I promised myself.',
      ),
    ),
    ask('part', 'engagement', both, {
      mentee: {
        fr: 'Je prends l’initiative de nos rencontres et j’en choisis les sujets.',
        en: 'I take the lead in our meetings and choose their subjects.',
      },
      mentor: {
        fr: 'Je me rends disponible aux dates convenues.',
        en: 'I am available on the dates we agreed.',
      },
    }),
    ask(
      'hopes',
      'satisfaction',
      both,
      forBoth(
        'Ce programme de mentorat répond à ce que j’en attendais.',
        'This mentoring programme gives me what I hoped for.',
      ),
    ),
    ask(
      'rhythm',
      'satisfaction',
      ['midterm'],
      forBoth('Le rythme de nos rencontres me convient.', 'The rhythm of our meetings suits me.'),
    ),
    ask(
      'again',
      'satisfaction',
      ['end'],
      forBoth(
        'Je conseillerais ce programme à un ou une collègue.',
        'I would advise a colleague to join this programme.',
      ),
    ),
    ask(
      'trust',
      'relation',
      both,
      forBoth(
        'Une relation de confiance s’est établie entre nous.',
        'A relation of trust has grown between us.',
      ),
    ),
    ask('frank', 'relation', both, {
      mentee: {
        fr: 'Je peux parler librement, sans craindre un jugement.',
        en: 'I can speak freely, without fear of being judged.',
      },
      mentor: {
        fr: 'Nous pouvons nous dire les choses avec franchise et respect.',
        en: 'We can speak to each other frankly and with respect.',
      },
    }),
    ask('raised', 'subjects', both, {
      mentee: {
        fr: 'J’ai pu aborder les sujets qui comptent pour moi.',
        en: 'I have been able to raise the subjects that matter to me.',
      },
      mentor: {
        fr: 'Les sujets souhaités par la personne que j’accompagne ont pu être abordés.',
        en: 'The subjects my mentee wished for have been raised.',
      },
    }),
    ask(
      'complete',
      'subjects',
      both,
      forBoth(
        'Aucun sujet important n’est resté de côté.',
        'No important subject has been left aside.',
      ),
    ),
    ask('learned', 'learning', both, {
      mentee: {
        fr: 'J’apprends de ces échanges pour exercer mes fonctions.',
        en: 'I learn from these exchanges for my work.',
      },
      mentor: {
        fr: 'J’apprends, moi aussi, de ces échanges.',
        en: 'I learn from these exchanges, too.',
      },
    }),
    ask('clearer', 'learning', ['midterm'], {
      mentee: {
        fr: 'Je vois plus clairement mes priorités.',
        en: 'I see my priorities more clearly.',
      },
      mentor: {
        fr: 'Ces échanges m’aident à prendre du recul sur ma propre pratique.',
        en: 'These exchanges help me look at my own work from a distance.',
      },
    }),
    ask(
      'useful',
      'learning',
      ['end'],
      forBoth(
        'Ce que j’ai appris me sert déjà dans mon poste.',
        'What I have learned already serves me in my post.',
      ),
    ),
  ],
};

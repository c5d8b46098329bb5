import type { CardModel } from '../../domain/card-model.ts';

type Role = Extract<CardModel, { kind: 'welcome' }>['roles'][number];
type Next = Extract<CardModel, { kind: 'which-pair' }>['next'];

const whichPair: Record<Next, string> = {
  find: 'Avec qui voulez-vous fixer une rencontre ?',
  record: 'Avec qui avez-vous eu cette rencontre ?',
  meetings: 'De quel binôme voulez-vous voir les rencontres ?',
  referent: 'Pour quel binôme cherchez-vous votre référent·e ?',
  pause: 'Avec qui voulez-vous convenir d’une pause ?',
  stop: 'De quel binôme s’agit-il ?',
  plan: 'Avec qui voulez-vous poser vos rencontres de l’année ?',
};

const roles: Record<Role, string> = {
  mentee:
    'C’est vous qui donnez le rythme : écrivez « réserver » dès que vous voulez fixer une rencontre.',
  mentor: 'Votre mentoré·e donne le rythme ; vous pouvez aussi proposer une rencontre.',
  coach: 'Si un binôme dont vous êtes référent·e souhaite un appel, vous le lirez ici.',
  pilot: 'Comme pilote, vous ne voyez ni les dates ni les thématiques des binômes.',
};

export const greeting = {
  hello: (name: string) => `Bonjour ${name}`,
  who: (bodyName: string) =>
    `Je suis Télémaque, l’assistant de mentorat mis à votre disposition par : ${bodyName}.`,
  role: (role: Role) => roles[role],
  pairOf: (partner: string) =>
    `Vous êtes en binôme avec ${partner}. Je vous aide à fixer vos rencontres, je les inscris dans vos agendas et je vous demande ensuite si elles ont eu lieu.`,
  pairsOf: (partners: string) =>
    `Vous faites partie de plusieurs binômes, avec ${partners}. Je vous aide à fixer vos rencontres, je les inscris dans vos agendas et je vous demande ensuite si elles ont eu lieu.`,
  book: 'Réserver',
  plan: 'Poser mes rencontres',
  meetings: 'Mes rencontres',
  record: 'Noter',
  referent: 'Référent·e',
  helpTitle: 'Que souhaitez-vous faire ?',
  helpIntro: 'Choisissez ci-dessous, ou écrivez-moi l’un de ces mots :',
  helpWords: [
    '« réserver » : fixer une rencontre',
    '« poser mes rencontres » : fixer celles de l’année, en une fois',
    '« mes rencontres » : relire dates et thématiques',
    '« noter » : inscrire une rencontre fixée sans moi',
    '« mon référent » : ses coordonnées, ou un appel',
    '« pause » : convenir d’une pause, sans raison à donner',
    '« arrêter » : le dire à votre référent·e',
    '« questionnaire » : y répondre tant qu’il est ouvert',
    '« langue » : passer à l’anglais',
  ],
  helpNoPair:
    'Vous n’êtes dans aucun binôme : il n’y a rien à réserver ici. Si un binôme dont vous êtes référent·e souhaite un appel, vous le lirez dans cette conversation. Pour changer de langue, écrivez « langue ».',
  languageTitle: 'En quelle langue dois-je vous écrire ?',
  languageNow: 'Aujourd’hui, je vous écris en français.',
  whichPair: (next: Next) => whichPair[next],
  whichPairLabel: 'Votre binôme',
  whichPairError: 'Choisissez un binôme.',
  goOn: 'Continuer',
  strangerTitle: 'Je ne vous connais pas encore',
  stranger: (replyTo: string) =>
    `Votre compte ne figure pas parmi ceux du programme de mentorat. Si vous y participez, écrivez à ${replyTo} depuis l’adresse de votre inscription : l’équipe reliera votre compte.`,
};

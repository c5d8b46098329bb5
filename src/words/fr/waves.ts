import type { QuestionProblem } from '../../domain/own-questions.ts';
import type { Moment, Partition, Party } from '../../domain/survey.ts';
import type { Danger } from '../../domain/synthesis-audit.ts';

const moments: Record<Moment, string> = { midterm: 'Mi-parcours', end: 'Fin de programme' };
const files: Record<Moment, string> = { midterm: 'mi-parcours', end: 'fin-de-programme' };

const byWhomever = 'elle dirait, ou laisserait deviner, plus que la règle ne le permet';
const damaged = 'son texte ne correspond pas à ce questionnaire';
/** What the check of a synthesis found, in words that tell nothing of any answer. */
const dangers: Record<Danger, string> = {
  unreadable: damaged,
  'unknown-field': damaged,
  'exact-count': byWhomever,
  'not-of-this-wave': damaged,
  'published-twice': 'une synthèse de ce questionnaire existe déjà',
  'other-partition': 'les groupes ne sont pas ceux annoncés au lancement',
  'small-difference':
    'rapprochée d’une autre synthèse, elle laisserait deviner les réponses de quelques personnes',
  'too-few': byWhomever,
  'suppression-shows': byWhomever,
  'too-fine': byWhomever,
  untrue: 'ses chiffres ne correspondent pas aux bulletins',
  'not-by-the-rule': byWhomever,
  'certain-inference': byWhomever,
  'nobody-else': byWhomever,
  'trend-beyond-published':
    'une évolution s’appuierait sur autre chose que les synthèses déjà partagées',
};

const partitions: Record<Partition, string> = {
  together: 'Une seule synthèse, pour tous ensemble.',
  'by-party': 'Mentoré·es et mentors apparaissent à part.',
};
const parties: Record<Party, string> = { mentee: 'Mentoré·es', mentor: 'Mentors' };
const languages = { fr: 'en français', en: 'en anglais' };

const problems: Record<QuestionProblem, string> = {
  'too-short': 'Dix caractères au moins.',
  'too-long': '160 caractères au plus.',
  characters:
    'Un caractère ne convient pas : écrivez une phrase simple, sans retour à la ligne, adresse, ni signe comme < > * _ [ ] { } # $ @ =.',
  beginning: 'Commencez par une lettre.',
  'too-few': 'Gardez au moins 8 questions à ce moment-là.',
  'too-many': 'Pas plus de 12 questions à ce moment-là.',
};

/** The part of the coaches' tab about questionnaires, and the document made of a synthesis. */
export const waves = {
  title: 'Questionnaires',
  opening: 'Lecture des questionnaires…',
  working: 'Un instant…',
  intro:
    'Personne ne voit qui a répondu, ni une réponse seule. Le taux de réponse paraît après la clôture, par paliers de dix.',
  introPilot: 'Chaque synthèse se lit ici dès que les coachs l’ont partagée.',
  moment: (moment: Moment) => moments[moment],
  notYet: 'Pas encore : la synthèse paraîtra ici quand les coachs l’auront partagée.',
  days: (from: string, until: string) => `Du ${from} au ${until} inclus`,
  state: {
    coming: 'À venir',
    open: (day: string) => `Ouvert jusqu’au ${day} inclus`,
    openNote:
      'Les relances partent d’elles-mêmes. Le nombre de réponses n’est visible de personne avant la clôture.',
    closing: 'Clos : la synthèse se prépare',
    closingNote:
      'Les bulletins sont comptés, puis la synthèse est vérifiée. Si cela dure plus d’une heure, prévenez l’administrateur ou l’administratrice de Télémaque.',
    refused: 'Clos : la synthèse n’est pas publiable',
    refusedWhy: (why: Danger) =>
      `La vérification l’a arrêtée : ${dangers[why]}. Personne ne l’a lue, et les bulletins restent sous scellé.`,
    refusedNext:
      'Elle est refaite et vérifiée d’elle-même tous les quarts d’heure. Si rien ne change, prévenez l’administrateur ou l’administratrice de Télémaque : cela vient du logiciel, pas des réponses.',
    closed: 'Clos',
  },
  partition: (partition: Partition) => partitions[partition],
  asked: (number: number) => `Les ${number} questions posées`,
  sides: { same: 'Mentoré·es et mentors', ...parties },
  press: {
    title: 'Partager cette synthèse ?',
    release: 'Partager',
    hold: 'Retenir',
    sure: 'Partager, sans retour possible',
    back: 'Ne pas partager maintenant',
    warning:
      'Toutes les personnes interrogées et le comité pourront la lire au même instant, et en seront prévenus. C’est le seul geste de cet onglet qui ne peut pas être repris.',
    released: 'La synthèse est partagée. Chacun en sera prévenu.',
    held: 'La synthèse est retenue : seul·es les coachs peuvent la lire.',
  },
  document: {
    take: 'Télécharger en document (DOCX)',
    note: 'Le même contenu, avec une place pour vos commentaires.',
    done: (name: string) => `Le document ${name} est dans vos téléchargements.`,
    failed: 'Le document n’a pas pu être préparé. Réessayez dans une minute.',
    name: (moment: Moment, day: string) => `telemaque-synthese-${files[moment]}-${day}`,
    rules: 'Comment lire cette synthèse',
    fewest: (number: number) =>
      `Seuil : un groupe de moins de ${number} réponses n’est pas publié ; rien ne dit alors combien ont répondu.`,
    hidden: (group: string) => `Non publié : ${group}.`,
    allShown: 'Aucun groupe n’est masqué.',
    comment: 'Commentaire des coachs',
    commentOn: (group: string) => `Commentaire des coachs : ${group}`,
    commentHere:
      'À compléter par les coachs. Ce qui est écrit ici ne vient ni de Télémaque ni des réponses.',
    chart: (told: string) => `Barre : ${told}`,
  },
  problem: {
    offline: 'Pas de connexion. Réessayez une fois la connexion revenue.',
    busy: 'Le service ne répond pas. Réessayez dans une minute.',
    other: 'Ces questionnaires ne s’affichent pas pour vous.',
    retry: 'Réessayer',
  },

  questions: {
    title: 'Questions',
    note: (day: string) =>
      `Ce que demandent les questionnaires de mi-parcours et de fin. Vous pouvez changer ces phrases, en retirer ou en remettre jusqu’à la veille du lancement, prévu le ${day}, puis plus jamais : tout le monde répond ainsi aux mêmes questions, et les deux synthèses se comparent. Ici, un changement se défait en changeant de nouveau.`,
    begun: (day: string) =>
      `Ces questions ne changent plus : la promotion est lancée depuis le ${day}. Tout le monde répond ainsi aux mêmes questions, et les deux synthèses se comparent.`,
    noText: 'On y répond par cinq degrés d’accord, jamais par un texte libre.',
    count: (moment: Moment, number: number) =>
      `${moments[moment]} : ${number} ${number > 1 ? 'questions' : 'question'} (8 à 12)`,
    counted: (moment: Moment, number: number) =>
      `${moments[moment]} : ${number} ${number > 1 ? 'questions' : 'question'}`,
    when: {
      midterm: 'À mi-parcours seulement',
      end: 'À la fin seulement',
    },
    askIt: 'Poser cette question',
    edit: 'Changer les phrases',
    wording: (party: Party, language: 'fr' | 'en') => `${parties[party]}, ${languages[language]}`,
    problems,
    loading: 'Lecture des questions…',
    failed: 'Les questions n’ont pas pu être lues.',
  },
};

export type WavesWords = typeof waves;

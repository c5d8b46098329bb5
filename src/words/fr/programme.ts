import type { AnsweringProblem } from '../../domain/answering.ts';
import type { DayKind } from '../../domain/people.ts';
import type { Undoable } from '../../domain/programme-model.ts';
import type { FieldProblem } from '../../domain/programme-settings.ts';

type Limited = (limit: number) => string;

const days: Record<DayKind, string> = {
  launch: 'Journée de lancement',
  midterm: 'Rendez-vous de mi-parcours',
  closing: 'Journée de bilan',
};

const faults: Record<FieldProblem, string | Limited> = {
  'too-small': (limit) => `${limit} au moins.`,
  'too-big': (limit) => `${limit} au plus.`,
  'whole-number': 'Écrivez un nombre entier.',
  'time-of-day': 'Écrivez une heure, comme 09:30.',
  'hours-order': 'La fin vient après le début.',
  'rhythm-order': 'Le plus grand nombre vient après le plus petit.',
  'ladder-order': 'Chaque relance vient après la précédente.',
  'malformed-date': 'Choisissez une date.',
  'date-order': 'Cette date vient après la précédente.',
  'day-held': 'Ce jour a eu lieu : sa date ne change plus.',
  'day-past': 'Choisissez un jour à partir d’aujourd’hui.',
};

const problems: Record<AnsweringProblem, string> = {
  'unknown-coach': 'Cette personne n’est plus coach de la promotion. Choisissez-en une autre.',
  'own-deputy': 'On ne se supplée pas soi-même. Choisissez une autre personne.',
  'same-coach': 'Choisissez deux personnes différentes.',
  'day-past': 'Choisissez un jour à partir d’aujourd’hui.',
  'outside-programme': 'Ce jour vient après la journée de bilan. Choisissez-en un plus proche.',
  'no-pair-of-theirs': 'Cette personne n’a pas de binôme en cours : il n’y a rien à changer.',
};

const kinds: Record<Undoable['kind'], string> = {
  import: 'Fichier importé',
  settings: 'Réglages enregistrés',
  answering: 'Référent·es enregistré·es',
};

/** The part of the coaches' tab where a cohort decides for itself. */
export const programme = {
  title: (name: string) => `Réglages de la ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
  intro:
    'Chaque changement peut être annulé pendant dix minutes. Les mails et les invitations attendent ce délai avant de partir.',
  loading: 'Lecture des réglages…',
  working: 'Un instant…',
  save: 'Enregistrer',
  saved: 'C’est enregistré.',
  unchanged: 'Rien n’a changé : tout est déjà ainsi.',
  notSaved: 'Rien n’est enregistré. Corrigez ce qui est signalé, puis enregistrez de nouveau.',
  retry: 'Réessayer',
  offline: 'Pas de réponse : la connexion semble coupée. Rien n’a changé ; réessayez.',
  busy: 'Cela n’a pas abouti, et rien n’a changé. Réessayez dans un instant.',
  undo: {
    title: 'Dernier changement',
    text: (kind: Undoable['kind'], by: string, at: string, until: string) =>
      `${kinds[kind]} par ${by}, ${at}. Annulable jusqu’à : ${until}.`,
    press: 'Annuler ce changement',
    done: 'C’est annulé : tout est comme avant.',
  },
  faults,
  problems,
  from: 'de',
  to: 'à',
  dates: {
    title: 'Dates',
    note: 'Déplacer une journée déplace l’invitation de tout le monde dans les agendas, dix minutes plus tard.',
    days,
    date: 'Date',
    starts: 'Début',
    ends: 'Fin',
    held: 'A eu lieu.',
  },
  rhythm: {
    title: 'Rythme et relances',
    rhythm: 'Le repère',
    markDays: 'Jours entre deux rencontres, au plus',
    least: 'Rencontres dans l’année, au moins',
    most: 'Rencontres dans l’année, d’ordinaire au plus',
    ladder: 'Sans rencontre ni date posée, un mot part',
    mentee: 'Au ou à la mentoré·e, après (jours)',
    both: 'Aux deux, après (jours)',
    referent: 'Au ou à la référent·e, après (jours)',
    everyDays: 'Jours de calme entre deux mots à une même personne',
    pause: 'Pause convenue',
    longestPauseDays: 'Durée la plus longue (jours)',
  },
  hours: {
    title: 'Horaires de réservation',
    note: 'Les heures sont celles de chaque personne, là où elle vit.',
    workingHours: 'Heures de travail',
    lunch: 'Pause de midi',
    ahead: 'Propositions',
    noticeHours: 'Délai avant une rencontre (heures)',
    horizonDays: 'Jusqu’à combien de jours à l’avance',
  },
  coaches: {
    title: 'Référent·es',
    pairs: (number: number) => (number > 1 ? `${number} binômes` : `${number} binôme`),
    deputy: (name: string) => `Suppléance de ${name}`,
    nobody: 'Personne',
    handOver: 'Confier tous les binômes d’un·e référent·e',
    coach: 'De',
    towards: 'À',
    day: 'À partir du',
    choose: 'Choisissez…',
    chooseAll: 'Choisissez deux personnes et un jour.',
    press: 'Confier les binômes',
    note: 'Les signalements ouverts suivent. Qui prend le relais a sa suppléance habituelle.',
  },
  pairs: {
    title: 'Un binôme en particulier',
    search: 'Chercher un binôme, par code ou par nom',
    none: 'Aucun binôme ne correspond. Essayez un autre nom.',
    empty: 'Cette promotion n’a pas encore de binôme en cours. Importez un fichier pour commencer.',
    more: 'Voir la suite',
    referent: (code: string) => `Référent·e de ${code}`,
    deputy: (code: string) => `Suppléance de ${code}`,
    coming: (day: string) => `à partir du ${day}`,
    nobody: 'Personne',
    others: (names: string) => `et ${names}`,
    save: (code: string) => `Enregistrer ${code}`,
  },
  themes: {
    title: 'Thématiques',
    note: 'La liste est fermée et la même pour tous les binômes. Elle ne change pas en cours de promotion : ce qui est déjà noté garderait un sens différent, et le bilan ne pourrait plus se comparer.',
  },
  files: {
    title: 'Importer un fichier',
    note: 'Choisissez le fichier CSV des binômes, seul ou avec le fichier YAML des réglages. Rien n’est écrit avant que vous ayez lu ce qui changerait.',
    choose: 'Fichier de la promotion (CSV, et YAML si besoin)',
    chosen: (names: string) => `Choisi : ${names}`,
    needCsv: 'Choisissez au moins le fichier CSV des binômes.',
    tooMany: 'Choisissez un fichier CSV et au plus un fichier YAML.',
    tooLarge: 'Ce fichier est trop lourd : 2,5 Mo au plus.',
    checking: 'Lecture du fichier…',
    faultsTitle: (number: number) =>
      number > 1 ? `${number} erreurs dans le fichier` : 'Une erreur dans le fichier',
    faultsNote: 'Rien n’a été modifié. Corrigez le fichier, puis choisissez-le de nouveau.',
    fault: 'Ce qui ne va pas',
    place: 'Où',
    remedy: 'Que faire',
    previewTitle: 'Ce que l’import changerait',
    nothing: 'Le fichier ne change rien : tout est déjà ainsi.',
    inFile: (pairs: number, people: number) =>
      `Le fichier nomme ${pairs} ${pairs > 1 ? 'binômes' : 'binôme'} et ${people} personnes.`,
    import: 'Importer',
    leave: 'Ne pas importer',
    left: 'Rien n’a été importé.',
    imported: 'Le fichier est importé. Les mails de bienvenue partiront dans dix minutes.',
    changed:
      'Quelqu’un a changé la promotion depuis cet aperçu : rien n’a été importé. Voici l’aperçu à jour.',
    days: 'Journées collectives',
    settings: 'Réglages',
    pairsAdded: 'Nouveaux binômes',
    peopleAdded: 'Nouvelles personnes',
    peopleUpdated: 'Personnes mises à jour',
    roles: 'Rôles',
    answering: 'Référent·es et suppléances',
    absent: 'Absents du fichier, laissés tels quels',
    linked: (number: number) => `Comptes Entra reliés : ${number}.`,
    pair: (code: string, mentee: string, mentor: string, referent: string) =>
      `${code} : ${mentee} et ${mentor}, référent·e ${referent}`,
    roleAdded: (name: string, role: string) => `${name} devient ${role}.`,
    roleRemoved: (name: string, role: string) => `${name} n’est plus ${role}.`,
    role: { coach: 'coach', pilot: 'pilote' },
    setting: (label: string, before: string, after: string) =>
      `${label} : ${after}, au lieu de ${before}.`,
    values: {
      'at-once': 'dès que la rencontre est notée',
      'at-checkpoints': 'à mi-parcours et à la fin',
    } as Readonly<Record<string, string>>,
    updated: (name: string, fields: string) => `${name} : ${fields}`,
    labels: {
      name: 'Nom de la promotion',
      timeZone: 'Fuseau',
      'list.hostname': 'Site de la liste',
      'list.path': 'Adresse de la liste',
      'list.name': 'Nom de la liste',
      recording: 'Écriture dans la liste',
      'workingHours.from': 'Début des heures de travail',
      'workingHours.to': 'Fin des heures de travail',
      'lunch.from': 'Début de la pause de midi',
      'lunch.to': 'Fin de la pause de midi',
      noticeHours: 'Délai avant une rencontre (heures)',
      horizonDays: 'Horizon des propositions (jours)',
      'rhythm.markDays': 'Jours entre deux rencontres',
      'rhythm.least': 'Rencontres dans l’année, au moins',
      'rhythm.most': 'Rencontres dans l’année, au plus',
      'ladder.mentee': 'Mot au ou à la mentoré·e (jours)',
      'ladder.both': 'Mot aux deux (jours)',
      'ladder.referent': 'Signalement au référent (jours)',
      'ladder.everyDays': 'Jours entre deux mots',
      longestPauseDays: 'Pause la plus longue (jours)',
      'travelMinutes.sameCity': 'Trajet dans une même ville (minutes)',
      'travelMinutes.elsewhere': 'Trajet entre deux villes (minutes)',
      bodyName: 'Organisme',
      replyTo: 'Adresse de réponse',
    } as Readonly<Record<string, string>>,
  },
};

export type ProgrammeWords = typeof programme;

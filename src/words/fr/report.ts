import type { ExportKind } from '../../domain/report-model.ts';
import { count } from './count.ts';

const files: Record<ExportKind, string> = { meetings: 'rencontres', aggregates: 'vue-d-ensemble' };

const kinds: Record<ExportKind, { title: string; text: string }> = {
  meetings: {
    title: 'Les rencontres',
    text: 'Les lignes du tableau de suivi : code du binôme, date et thématiques générales. Aucun nom.',
  },
  aggregates: {
    title: 'Les nombres de cette page',
    text: 'Ce que vous lisez ici, et rien de plus.',
  },
};

export const report = {
  title: 'Vue d’ensemble',
  until: (day: string) => `Chiffres arrêtés au ${day}.`,
  /** Why it is not today, and why some numbers are missing. */
  rule: 'Seuls des mois entiers sont comptés, et ce qui porte sur moins de 7 binômes est réuni : rien ici ne mène à l’un d’eux.',
  opening: 'Lecture des chiffres de la promotion…',
  about: (number: number) => `environ ${number}`,
  between: (least: number, most: number) => `${least} à ${most}`,
  pairs: {
    title: 'Binômes',
    active: 'Binômes actifs',
    of: (active: number, all: number) => {
      if (active !== all) return `${active} binômes sont actifs, sur ${all}`;
      return all === 1 ? 'Le seul binôme est actif' : `Les ${all} binômes sont actifs`;
    },
    value: (active: number, all: number) => `${active} sur ${all}`,
  },
  meetings: {
    title: 'Rencontres',
    finding: (held: number, expected: string) =>
      `${held} rencontres ont eu lieu, pour ${expected} attendues`,
    held: 'Rencontres tenues',
    expected: 'Rencontres attendues à cette date',
    basis: (least: number, most: number) =>
      `L’attendu suit le rythme du guide, ${count(least)} à ${count(most)} rencontres par an et par binôme, au prorata du temps écoulé. Les pauses convenues et les arrêts en sont retirés.`,
    chart: 'Rencontres tenues, mois par mois',
    table: 'Rencontres tenues par mois',
    month: 'Mois',
    number: 'Rencontres',
    asTable: 'Voir le tableau',
    merged:
      'Les mois où moins de 7 binômes se sont rencontrés sont réunis aux suivants ; les plus récents paraîtront avec eux.',
    none: 'Pas encore de chiffres. Ils paraîtront après le premier mois entier, dès que 7 binômes auront noté une rencontre.',
    noneYet: (day: string) =>
      `Pas encore de chiffres. Dans cette promotion, les rencontres sont transmises à mi-parcours, le ${day}, puis en fin de programme : les chiffres paraîtront alors.`,
  },
  themes: {
    title: 'Thématiques abordées',
    finding: (themes: readonly string[]) =>
      themes.length === 1
        ? `La thématique la plus citée : ${themes[0]}`
        : `Les thématiques les plus citées : ${themes.join(' · ')}`,
    findingRare: 'Aucune thématique n’est citée par 7 binômes ou plus',
    table: 'Nombre de binômes qui ont cité chaque thématique au moins une fois',
    theme: 'Thématique',
    pairs: (number: number) => `${number} binômes`,
    number: 'Binômes',
    most: 'la plupart des binômes qui se sont rencontrés',
    few: 'moins de 7 binômes',
    enough: '7 binômes ou plus, ensemble',
    rare: (names: string, number: number) =>
      number === 1 ? `rarement citée : ${names}` : `rarement citées : ${names}`,
    none: 'Pas encore de thématiques à montrer. Elles paraîtront dès que 14 binômes en auront noté : en deçà, on pourrait reconnaître quelqu’un.',
  },
  responses: {
    title: 'Questionnaires',
    value: 'Taux de réponse',
    none: 'Les synthèses partagées et leurs taux de réponse, par paliers, se lisent dans la partie « Questionnaires ».',
    noneCell: 'dans la synthèse de chaque questionnaire',
  },
  take: {
    title: 'Emporter ces données',
    kinds,
    csv: 'CSV',
    xlsx: 'Excel (XLSX)',
    label: (kind: string, format: string) => `${kind}, ${format}`,
    working: 'Préparation du fichier…',
    done: (name: string) => `Le fichier ${name} est dans vos téléchargements.`,
    failed: 'Le fichier n’a pas pu être préparé. Réessayez dans une minute.',
    noted: 'Chaque export est inscrit au journal du programme, avec votre nom et l’heure.',
    notedMeetings: 'Les binômes voient que vous avez exporté leurs dates, et quand.',
  },
  file: {
    name: (kind: ExportKind, day: string) => `telemaque-${files[kind]}-${day}`,
    sheet: { meetings: 'Rencontres', aggregates: 'Vue d’ensemble' } satisfies Record<
      ExportKind,
      string
    >,
    pair: 'Binôme',
    day: 'Date de la rencontre',
    themes: 'Thématiques générales',
    item: 'Indicateur',
    value: 'Valeur',
    cohort: 'Promotion',
    until: 'Chiffres arrêtés au',
    nothing: 'pas encore de chiffres',
    month: (period: string) => `Rencontres tenues, ${period}`,
    theme: (theme: string) => `Thématique : ${theme}`,
    rare: (rare: string) => `Thématiques ${rare}`,
    destroyBy: (day: string, until: string) =>
      `Exporté le ${day}. Fichier confidentiel, réservé aux ingénieur·es en mentorat : à supprimer dès qu’il ne sert plus, au plus tard le ${until}.`,
    keep: (day: string) =>
      `Exporté le ${day}. Nombres d’ensemble, sans donnée sur un binôme : ce fichier peut rester dans les archives du programme.`,
  },
  problem: {
    offline: 'Pas de connexion. Réessayez une fois la connexion revenue.',
    busy: 'Le service ne répond pas. Réessayez dans une minute.',
    other: 'Ces chiffres ne s’affichent pas pour vous. Revenez à vos binômes, puis réessayez.',
    retry: 'Réessayer',
  },
};

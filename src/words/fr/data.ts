import type { Clock, Eraser, Outside, Whose, Why } from '../../domain/retention.ts';

const whose: Record<Whose, string> = {
  person: 'une personne',
  pair: 'les deux personnes d’un binôme',
  cohort: 'la promotion',
  nobody: 'personne',
};

/** What is kept of people, and what for. */
const why: Record<Why, { what: string; why: string }> = {
  know: {
    what: 'Nom, adresse, corps, établissement, département, rôle, binôme, référent·e',
    why: 'savoir qui participe, avec qui, et qui accompagne',
  },
  reach: {
    what: 'Compte Microsoft, conversation avec l’assistant, liens personnels (sous forme d’empreinte)',
    why: 'vous joindre là où vous êtes, et nulle part ailleurs',
  },
  meet: {
    what: 'Heures, forme et lieu des rencontres, réponses aux invitations, journées du programme',
    why: 'inscrire les rencontres dans les agendas et les rappeler',
  },
  list: {
    what: 'Date et thématiques générales de chaque rencontre',
    why: 'tenir le tableau de suivi que lisent les ingénieur·es en mentorat',
  },
  rhythm: {
    what: 'Relances, pauses convenues, alertes au référent, demande d’arrêt (sans motif)',
    why: 'remarquer un binôme qui ne se voit plus',
  },
  ask: {
    what: 'Qui a reçu un questionnaire et qui y a répondu',
    why: 'ne relancer que celles et ceux qui n’ont pas répondu',
  },
  tell: {
    what: 'Réponses aux questionnaires, scellées et sans nom, puis leur synthèse',
    why: 'tirer une synthèse où nul ne se reconnaît',
  },
  once: {
    what: 'Messages envoyés : leur nature, leur date et leur sort, jamais leur texte',
    why: 'ne rien envoyer deux fois, ne rien perdre',
  },
  prove: {
    what: 'Qui a consulté un binôme, emporté un fichier ou changé un réglage ; preuves d’effacement',
    why: 'rendre compte',
  },
  run: { what: 'Réglages techniques', why: 'faire marcher le service' },
};

const clock: Record<Clock, string> = {
  closing:
    '180 jours après la journée de bilan de la promotion (ou le délai que la promotion a choisi)',
  'last-cohort': 'jusqu’à la purge de votre dernière promotion',
  synthesis: 'quelques minutes après la clôture du questionnaire',
  link: '30 jours après l’expiration du lien',
  month: '30 jours',
  day: 'un jour',
  read: 'le temps d’être traité',
  ids: 'aussi longtemps que le service, sous des identifiants qui ne mènent plus à personne',
  service: 'aussi longtemps que le service',
};

const eraser: Record<Eraser, string> = {
  purge: 'purge de la promotion',
  erasure: 'effacement sur demande',
  'by-itself': 'd’elle-même, à échéance',
  stays: 'reste',
};

const outside: Record<Outside, { where: string; fate: string }> = {
  events: {
    where: 'Événements dans l’agenda de la boîte du programme',
    fate: 'supprimés sans message pour ceux qui sont passés ; annulés avec message pour ceux à venir',
  },
  attendees: {
    where: 'Copies des événements dans votre agenda et celui de l’autre personne',
    fate: 'dans vos boîtes : à vous seuls de les supprimer',
  },
  inbox: {
    where: 'Réponses aux invitations reçues par la boîte du programme',
    fate: 'le service ne peut ni les lire ni les supprimer : règle de conservation de la boîte, à poser par l’administrateur',
  },
  list: {
    where: 'Lignes de la liste SharePoint du comité (code du binôme, date, thématiques)',
    fate: 'supprimées ligne à ligne',
  },
  chats: {
    where: 'Messages de l’assistant dans Teams',
    fate: 'supprimés de la conversation, sauf si vous avez bloqué l’assistant',
  },
  mails: {
    where: 'Courriels reçus du programme',
    fate: 'dans votre boîte : à vous seul·e de les supprimer ; aucune copie n’est gardée à l’envoi',
  },
  keys: {
    where: 'Clés des questionnaires, hors de la base (dossier de clés ou coffre Key Vault)',
    fate: 'détruites à la clôture ; un coffre peut garder une clé supprimée 90 jours au plus',
  },
  logs: {
    where: 'Journaux techniques du service',
    fate: 'des identifiants seulement, ni nom ni adresse ; durée fixée par l’exploitant, un an au plus',
  },
  files: {
    where: 'Fichiers emportés, fichier d’import de la promotion',
    fate: 'chez qui les détient : une date de destruction y figure',
  },
  'recoverable-items': {
    where: 'Éléments récupérables d’Exchange',
    fate: '14 jours, 30 au plus',
  },
  'recycle-bin': { where: 'Corbeilles de SharePoint', fate: '93 jours' },
  'chat-copies': {
    where: 'Copies de conformité de Teams',
    fate: 'selon les règles de conservation de l’organisation',
  },
  backups: { where: 'Sauvegardes de la base', fate: '35 jours au plus' },
  'log-ahead': {
    where: 'Journal des transactions d’un serveur de base',
    fate: 'avec les sauvegardes, 35 jours au plus',
  },
};

export const data = {
  link: 'Vos données',
  title: 'Vos données',
  lang: 'fr',
  other: 'In English, below',
  intro:
    'Télémaque ne peut pas garder ce que vous vous dites : il n’a aucune place pour du texte libre. Voici tout ce qu’il garde, pourquoi, et jusqu’à quand.',
  by: (body: string) => `Responsable : ${body}.`,
  write: (mail: string) => `Pour exercer vos droits ou poser une question : ${mail}.`,
  rights:
    'Vous pouvez demander une copie de tout ce qui est gardé à votre sujet, le faire rectifier ou effacer. L’effacement clôt votre binôme et retire ses rencontres, qui sont aussi celles de l’autre personne ; l’équipe la prévient. Vos réponses aux questionnaires ne portent pas de nom : personne ne peut les retrouver. Si une réponse ne vous convient pas, vous pouvez saisir la CNIL.',
  readers:
    'Les ingénieur·es en mentorat de votre promotion lisent les dates et les thématiques. Le pilote ne lit que des totaux. Toute consultation d’un binôme est notée.',
  keptTitle: 'Ce qui est gardé',
  keptColumns: ['Quoi', 'Pourquoi', 'Jusqu’à quand'],
  outsideTitle: 'Ailleurs que dans la base',
  outsideColumns: ['Où', 'Ce qu’il en advient'],
  proof:
    'Chaque purge et chaque effacement laissent une preuve signée, qui dit combien et quand, et ne nomme personne.',
  accessLink: 'Accessibilité',
  whose,
  why,
  clock,
  eraser,
  outside,
};

import type { Unread } from '../../domain/card-model.ts';
import type { Refusal } from '../../domain/refusal.ts';

type Step = 'time' | 'partner' | 'subject' | 'private' | 'registered' | 'invited';

/** Each step as it is announced, and once it is done. */
const steps: Record<
  Step,
  { toDo: (partner: string) => string; done: (partner: string) => string }
> = {
  time: {
    toDo: () => 'Prendre l’heure choisie',
    done: () => 'Heure choisie',
  },
  partner: {
    toDo: (partner) => `Inviter ${partner}`,
    done: (partner) => `${partner} est dans les invité·es`,
  },
  subject: {
    toDo: () => 'Mettre un objet neutre, qui ne dit rien du mentorat',
    done: () => 'Objet neutre',
  },
  private: {
    toDo: () => 'Marquer le rendez-vous comme privé',
    done: () => 'Rendez-vous privé',
  },
  registered: {
    toDo: () => 'Inscrire la date de la rencontre auprès du programme',
    done: () => 'Date inscrite auprès du programme',
  },
  invited: {
    toDo: () => 'Inviter l’adresse du programme, pour que vos changements d’heure soient suivis',
    done: () => 'Adresse du programme invitée',
  },
};

const unread: Record<Unread, (partner: string) => string> = {
  nobody: () => 'Libres dans vos deux agendas, sur vos heures de travail.',
  mine: () => 'Votre agenda n’est pas visible : vérifiez-y le moment choisi.',
  theirs: (partner) =>
    `L’agenda de ${partner} n’est pas visible : sa réponse à l’invitation dira si le moment convient.`,
  both: (partner) =>
    `Vos agendas ne sont pas visibles : vérifiez le vôtre, et ${partner} répondra à l’invitation.`,
};

/** What differs from the chat: the calendar is right here, and there is no bot to write to. */
const refusals = {
  'not-found': 'Cela n’existe pas, ou plus. Voici ce qu’il en est maintenant.',
  'in-the-past': 'Cette heure est déjà passée. Choisissez un moment à venir.',
  'outside-programme':
    'Cette date est en dehors du programme. Choisissez un jour entre le lancement et la journée de bilan.',
  'pair-has-meeting-then':
    'Votre binôme a déjà une rencontre à ce moment. Choisissez une autre heure.',
  'no-slot':
    'Aucun moment commun dans les semaines à venir. L’heure de ce rendez-vous reste possible.',
  'slot-gone': 'Ce moment n’est plus libre. Choisissez-en un autre.',
  'wrong-values': 'Cette heure n’a pas pu être lue. Vérifiez le début et la fin du rendez-vous.',
} satisfies Partial<Record<Refusal, string>>;

/** All that the Outlook pane says; what the personal page says too is said in its words. */
export const pane = {
  lang: 'fr',
  pageTitle: 'Télémaque : votre rencontre',
  opening: 'Ouverture du volet…',
  working: 'Un instant…',
  /** Above a list of the reader's pairs. */
  withWhom: 'Avec qui est ce rendez-vous ?',
  go: 'Continuer',
  compose: {
    title: (partner: string) => `En faire votre rencontre avec ${partner}`,
    doneTitle: (partner: string) => `Votre rencontre avec ${partner} est prête`,
    sentTitle: (partner: string) => `Votre rencontre avec ${partner} est suivie`,
    will: 'En une pression, ce volet va :',
    steps: 'Ce qui est fait',
    step: (step: Step, partner: string) => steps[step].toDo(partner),
    stepDone: (step: Step, partner: string) => steps[step].done(partner),
    stepNotHere: 'Votre Outlook ne permet pas de le faire ici : marquez-le « Privé » vous-même.',
    never:
      'Le texte et les pièces jointes de ce rendez-vous ne sont jamais lus. Son objet n’est lu que dans ce volet, pour pouvoir le remettre. De l’invitation que reçoit le programme, tout le texte est effacé sans être lu.',
    ownSubject: (subject: string) =>
      `L’objet que vous avez écrit sera remplacé par « ${subject} ». Votre texte, lui, reste tel quel.`,
    when: 'Quand ?',
    ownTime: (moment: string) => `L’heure de ce rendez-vous : ${moment}`,
    slotsWait: 'Recherche de moments libres…',
    slotsFailed: 'Les moments libres ne s’affichent pas pour l’instant.',
    slotsNone: 'Aucun moment commun n’a été trouvé dans les semaines à venir.',
    unread: (seen: Unread, partner: string) => unread[seen](partner),
    make: 'En faire notre rencontre',
    finish: 'Terminer',
    undo: 'Défaire',
    /** For whoever hears the page: which step the button undoes. */
    undoThat: (what: string) => `Défaire : ${what}`,
    undoAll: 'Tout défaire',
    undone: 'C’est défait.',
    allUndone: 'Tout est défait : ce rendez-vous est de nouveau le vôtre seul.',
    made: 'C’est prêt. Relisez, puis envoyez l’invitation depuis Outlook.',
    next: 'Envoyez maintenant l’invitation depuis Outlook. D’ici là, laissez ce volet ouvert si vous changez l’heure.',
    sent: 'L’invitation est partie. Pour déplacer ou annuler la rencontre, faites-le ici, dans Outlook : le programme suit.',
    moved: 'L’heure a changé : la date inscrite aussi.',
    gone: 'Ce rendez-vous semble avoir été annulé. Si la rencontre tient toujours, envoyez de nouveau l’invitation ; sinon, retirez-la.',
  },
  read: {
    title: (partner: string) => `Rencontre avec ${partner}`,
    ahead: (moment: string) => `Inscrite : ${moment}`,
    mineAhead: 'Pour la déplacer ou l’annuler, faites-le dans Outlook : le programme suit.',
    theirsAhead: (partner: string) =>
      `C’est ${partner} qui l’organise : répondez à l’invitation, ou proposez-lui une autre heure dans Outlook.`,
    programmeAhead:
      'Elle a été posée avec Télémaque : pour la déplacer ou l’annuler, passez par Teams ou par votre page personnelle.',
    after: 'Une fois la rencontre passée, rouvrez ce volet pour dire si elle a eu lieu.',
    unknownTitle: (partner: string) => `Ce rendez-vous avec ${partner} n’est pas inscrit`,
    unknownMine: 'Pour en faire une rencontre, ouvrez-le en modification : ce volet le proposera.',
    unknownTheirs: (partner: string) =>
      `C’est ${partner} qui l’organise : l’inscription se fait depuis son Outlook. Une fois la rencontre passée, vous pourrez aussi la noter ici.`,
    recordTitle: (partner: string) => `Était-ce une rencontre avec ${partner} ?`,
    recordWhy: 'Ce rendez-vous n’est pas inscrit. Si votre rencontre a eu lieu, notez-la ici.',
    nextOne:
      'Pour la prochaine, créez un rendez-vous dans Outlook et ouvrez ce volet, ou réservez dans Teams.',
  },
  problem: {
    'no-outlook': {
      title: 'Ce volet s’ouvre dans Outlook',
      text: 'Ouvrez un rendez-vous dans Outlook, puis le bouton « Rencontre de mentorat ». Si c’est déjà le cas, fermez le volet puis rouvrez-le.',
    },
    'no-appointment': {
      title: 'Ouvrez un rendez-vous',
      text: 'Ce volet accompagne un rendez-vous de votre agenda. Ouvrez-en un, ou créez-en un nouveau.',
    },
    series: {
      title: 'C’est une série',
      text: 'Une rencontre est un rendez-vous à une seule date. Retirez la périodicité, ou créez un rendez-vous pour chaque rencontre.',
    },
    'not-pairs': {
      title: 'Ce rendez-vous n’est pas avec votre binôme',
      text: 'Rien n’en est lu ni gardé. Pour une rencontre, ouvrez un rendez-vous où vous êtes tous les deux, ou créez-en un nouveau.',
    },
    'other-mailbox': {
      title: 'Cet agenda n’est pas le vôtre',
      text: 'Une rencontre s’organise depuis votre propre agenda. Ouvrez-le, ou réservez avec Télémaque dans Teams.',
    },
    'old-outlook': {
      title: 'Cet Outlook ne peut pas vous identifier ici',
      text: 'Utilisez Outlook sur le web ou le nouvel Outlook, ou réservez avec Télémaque dans Teams ou depuis votre page personnelle.',
    },
    interaction: {
      title: 'Identifiez-vous pour continuer',
      text: 'Outlook doit nous dire qui vous êtes. Rien de ce rendez-vous n’est transmis avant.',
    },
    consent: {
      title: 'Outlook n’a pas encore l’autorisation de vous reconnaître ici',
      text: 'Identifiez-vous et acceptez la demande de Microsoft. Si elle vous est refusée, signalez-le à l’équipe du programme : une autorisation de votre établissement est peut-être nécessaire. En attendant, réservez dans Teams ou depuis votre page personnelle.',
    },
    cancelled: {
      title: 'Vous n’avez pas terminé la connexion',
      text: 'Réessayez, puis acceptez la demande de Microsoft. Rien de ce rendez-vous n’a été transmis.',
    },
    'no-token': {
      title: 'Outlook n’a pas pu nous dire qui vous êtes',
      text: 'Réessayez. Si cela se reproduit, fermez Outlook et rouvrez-le.',
    },
    'sign-in': {
      title: 'Votre connexion n’est plus valable',
      text: 'Réessayez. Si cela se reproduit, déconnectez-vous d’Outlook puis reconnectez-vous.',
    },
    'unknown-person': {
      title: 'Votre compte n’est pas relié au programme',
      text: 'Ouvrez Outlook avec le compte de votre inscription, ou écrivez à l’équipe du programme depuis cette adresse.',
    },
    'not-found': {
      title: 'Aucun binôme à afficher',
      text: 'Vous n’êtes dans aucun binôme en cours. Si cela vous étonne, écrivez à l’équipe du programme.',
    },
    'too-many': {
      title: 'Beaucoup de demandes en peu de temps',
      text: 'Rien n’a changé. Attendez une minute, puis réessayez.',
    },
    busy: {
      title: 'Le service ne répond pas pour l’instant',
      text: 'Rien n’a changé : réessayez dans une minute.',
    },
    offline: {
      title: 'Pas de connexion',
      text: 'Rien n’a changé. Réessayez une fois la connexion revenue.',
    },
  },
  retry: 'Réessayer',
  signIn: 'M’identifier',
  /** Some steps were done before something stood in the way. */
  snag: {
    offline:
      'La connexion a manqué. Ce qui est fait est indiqué ci-dessous : réessayez une fois la connexion revenue, rien ne sera fait deux fois.',
    busy: 'Le service ne répond pas. Ce qui est fait est indiqué ci-dessous : réessayez dans une minute, rien ne sera fait deux fois.',
    outlook: (what: string) =>
      `Outlook n’a pas pu faire ceci : ${what}. Réessayez, ou faites-le vous-même dans le rendez-vous.`,
  },
  team: 'L’équipe du programme :',
  refusals,
};

export type PaneWords = typeof pane;

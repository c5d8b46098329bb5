import type { MeetingModel } from '../../domain/card-model.ts';

type Undoes = NonNullable<MeetingModel['undoes']>;

const undo: Record<Undoes, string> = {
  move: 'Revenir à l’ancien moment',
  cancel: 'Rétablir la rencontre',
  booking: 'Retirer ma proposition',
};

export const meeting = {
  title: (partner: string) => `Rencontre avec ${partner}`,
  /** The state in words, never by colour alone. */
  confirmed: 'Confirmée',
  cancelled: 'Annulée',
  held: 'Elle a eu lieu',
  notHeld: 'Elle n’a pas eu lieu',
  proposedBy: (name: string) => `À confirmer · proposé par ${name}`,
  awaiting: (partner: string) => `À confirmer · ${partner} n’a pas encore répondu`,
  movedInOutlook: 'À confirmer · déplacée dans Outlook',
  doubted: 'À confirmer · peut-être annulée dans Outlook',
  doesItStand:
    'Elle a été créée dans Outlook, et notre copie nous dit qu’elle est annulée. Tient-elle toujours ?',
  leftInOutlook: 'Elle reste dans vos agendas Outlook : qui l’y a créée peut l’y annuler.',
  stands: 'Elle tient toujours',
  cancelledInOutlook: 'Annulée dans Outlook',
  otherTimeWished: 'À confirmer · un autre moment est souhaité',
  stillStands: (moment: string) =>
    `En attendant, la rencontre du ${moment} reste posée dans vos agendas.`,
  doesItSuit: 'Ce moment vous convient-il ?',
  whichSuits: 'Quel moment vous convient ?',
  whichSuitsError: 'Choisissez un moment, ou demandez-en un autre.',
  yourProposals: 'Vos propositions :',
  wishesOther: (name: string) => `${name} souhaite un autre moment. Voulez-vous en proposer un ?`,
  youWishOther: (partner: string) =>
    `Vous avez demandé un autre moment : ${partner} peut en proposer un, et vous aussi.`,
  linkMissing:
    'Le lien de visio n’a pas pu être créé. La rencontre tient toujours : convenez entre vous d’un appel ou d’un autre lien.',
  waiting: 'L’invitation part dans quelques instants vers vos deux agendas.',
  failed:
    'L’invitation n’a pas pu être inscrite dans vos agendas. Notez cette date dans le vôtre ; si cela se reproduit, écrivez « mon référent ».',
  written: 'L’invitation est partie vers vos deux agendas.',
  accept: 'Convient',
  decline: 'Autre moment',
  move: 'Déplacer',
  proposeOther: 'Proposer un autre moment',
  cancel: 'Annuler la rencontre',
  undo: (what: Undoes) => undo[what],
  /** Among several: one to be moved, cancelled or answered. */
  changeOne: 'Modifier une rencontre',
  whichOne: 'Laquelle ?',
  whichOneError: 'Choisissez une rencontre.',
  openIt: 'Ouvrir',
  join: 'Rejoindre la visio',
  bookOther: 'Réserver',
  newerTitle: 'Cette carte a été remplacée',
  newerAbout: (moment: string) =>
    `La rencontre du ${moment} a une carte plus récente, plus bas dans cette conversation.`,
  newer: 'Cette rencontre a une carte plus récente, plus bas dans cette conversation.',
};

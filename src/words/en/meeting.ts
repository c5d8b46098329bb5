import type { meeting as french } from '../fr/meeting.ts';

const undo: Record<Parameters<typeof french.undo>[0], string> = {
  move: 'Back to the former time',
  cancel: 'Restore the meeting',
  booking: 'Withdraw my proposal',
};

export const meeting: typeof french = {
  title: (partner) => `Meeting with ${partner}`,
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  held: 'It took place',
  notHeld: 'It did not take place',
  proposedBy: (name) => `To be confirmed · proposed by ${name}`,
  awaiting: (partner) => `To be confirmed · ${partner} has not answered yet`,
  movedInOutlook: 'To be confirmed · moved in Outlook',
  doubted: 'To be confirmed · perhaps cancelled in Outlook',
  doesItStand:
    'It was made in Outlook, and our copy says that it is cancelled. Does it still stand?',
  leftInOutlook: 'It is still in your Outlook calendars: whoever made it there can cancel it.',
  stands: 'It still stands',
  cancelledInOutlook: 'Cancelled in Outlook',
  otherTimeWished: 'To be confirmed · another time is wished for',
  stillStands: (moment) => `Meanwhile, the meeting of ${moment} stays in your calendars.`,
  doesItSuit: 'Does this time suit you?',
  whichSuits: 'Which time suits you?',
  whichSuitsError: 'Choose a time, or ask for another one.',
  yourProposals: 'What you proposed:',
  wishesOther: (name) => `${name} would like another time. Would you like to propose one?`,
  youWishOther: (partner) =>
    `You asked for another time: ${partner} can propose one, and so can you.`,
  linkMissing:
    'The video link could not be made. The meeting still stands: agree on a phone call or another link between you.',
  waiting: 'The invitation will reach both your calendars in a moment.',
  failed:
    'The invitation could not be put in your calendars. Note this date in yours; if it happens again, type “my referent”.',
  written: 'The invitation has gone to both your calendars.',
  accept: 'Suits me',
  decline: 'Another time',
  move: 'Move',
  proposeOther: 'Propose another time',
  cancel: 'Cancel the meeting',
  undo: (what) => undo[what],
  changeOne: 'Change a meeting',
  whichOne: 'Which one?',
  whichOneError: 'Choose a meeting.',
  openIt: 'Open',
  join: 'Join the video call',
  bookOther: 'Book',
  newerTitle: 'This card has been replaced',
  newerAbout: (moment) =>
    `The meeting of ${moment} has a newer card, further down in this conversation.`,
  newer: 'This meeting has a newer card, further down in this conversation.',
};

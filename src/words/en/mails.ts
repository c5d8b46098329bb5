import type { mails as french } from '../fr/mails.ts';

export const mails: typeof french = {
  hello: (name) => `Hello ${name},`,
  opening: (bodyName) =>
    `This message comes from Télémaque, the follow-up tool made available to you by ${bodyName}. It is about your calendar; you can read it whenever you have a moment.`,
  proposal: (partner) =>
    `${partner} would like a mentoring meeting with you, at one of these times:`,
  proposalThen: 'Nothing is booked before your answer.',
  proposalLink:
    'Your personal page lets you choose the time that suits you, or ask for another one:',
  confirm: (partner) =>
    `${partner} proposes a mentoring meeting with you at this time, to be confirmed:`,
  confirmOutlook: (partner) =>
    `Your mentoring meeting with ${partner} was moved in Outlook, to this time, to be confirmed:`,
  doubtedOutlook: (partner) =>
    `Your mentoring meeting with ${partner} was made in Outlook, and our copy says that it is cancelled. Does it still stand at this time?`,
  confirmLink: 'Your personal page lets you say whether this time suits you, or ask for another:',
  otherTime: (partner) => `${partner} would like another time for your mentoring meeting.`,
  otherTimeStands: (moment) => `Meanwhile, the one of ${moment} stays in your calendars.`,
  otherTimeLink: 'Your personal page shows where this meeting stands and lets you propose a time:',
  booked: (partner) => `Your mentoring meeting with ${partner} is confirmed:`,
  join: 'Address of the video call:',
  linkMissing:
    'The video link could not be made. The meeting still stands: agree on a phone call or another link between you.',
  bookedLink: 'Your personal page shows where this meeting stands:',
  cancelled: (partner) => `Your mentoring meeting with ${partner} is cancelled:`,
  cancelledOutlook: (partner) => `Your mentoring meeting with ${partner} was cancelled in Outlook:`,
  withdrawn: (partner) => `The proposals of a mentoring meeting with ${partner} are withdrawn.`,
  withdrawnLink: 'Your personal page shows where your meetings stand:',
  cancelledLink: 'Your personal page shows where this meeting stands:',
  plan: (partner) => `${partner} proposes dates for your mentoring meetings of the year:`,
  planBooked: 'These times are already in your calendars, to be confirmed.',
  planSome:
    'Those marked “booked” are already in your calendars, to be confirmed; for the others, nothing is booked before your answer.',
  planMarked: 'booked',
  planLink: 'Your personal page lets you say which ones suit you:',
  held: (partner, day) =>
    `Did your mentoring meeting with ${partner}, planned for ${day}, take place?`,
  heldLink:
    'Your personal page lets you answer yes or no and, if yes, give one to three general themes:',
  linkIsYours: (until) =>
    `This link is personal: please do not forward it. It is valid until ${until}. After that, it will offer to send you another one.`,
  doubt: (contact) => `Unsure about this message? Check with your referent: ${contact}.`,
  doubtNoReferent: (replyTo) => `Unsure about this message? Write to ${replyTo}.`,
  reply: (replyTo) => `You can also answer this message: the programme’s team reads ${replyTo}.`,
};

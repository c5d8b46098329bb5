import type { Unread } from '../../domain/card-model.ts';
import type { PaneWords } from '../fr/pane.ts';

type Step = Parameters<PaneWords['compose']['step']>[0];

const steps: Record<
  Step,
  { toDo: (partner: string) => string; done: (partner: string) => string }
> = {
  time: { toDo: () => 'Take the time you choose', done: () => 'Time chosen' },
  partner: {
    toDo: (partner) => `Invite ${partner}`,
    done: (partner) => `${partner} is among the attendees`,
  },
  subject: {
    toDo: () => 'Set a neutral subject that says nothing of mentoring',
    done: () => 'Neutral subject',
  },
  private: {
    toDo: () => 'Mark the appointment as private',
    done: () => 'Private appointment',
  },
  registered: {
    toDo: () => 'Register the date of the meeting with the programme',
    done: () => 'Date registered with the programme',
  },
  invited: {
    toDo: () => 'Invite the programme’s address, so that changes of time are followed',
    done: () => 'Programme’s address invited',
  },
};

const unread: Record<Unread, (partner: string) => string> = {
  nobody: () => 'Free in both your calendars, within your working hours.',
  mine: () => 'Your calendar cannot be seen: check the time you choose in it.',
  theirs: (partner) =>
    `${partner}’s calendar cannot be seen: their answer to the invitation will tell whether the time suits.`,
  both: (partner) =>
    `Neither calendar can be seen: check yours, and ${partner} will answer the invitation.`,
};

export const pane: PaneWords = {
  lang: 'en',
  pageTitle: 'Télémaque: your meeting',
  opening: 'Opening the pane…',
  working: 'One moment…',
  withWhom: 'Who is this appointment with?',
  go: 'Go on',
  compose: {
    title: (partner) => `Make this your meeting with ${partner}`,
    doneTitle: (partner) => `Your meeting with ${partner} is ready`,
    sentTitle: (partner) => `Your meeting with ${partner} is followed`,
    will: 'In one press, this pane will:',
    steps: 'What is done',
    step: (step, partner) => steps[step].toDo(partner),
    stepDone: (step, partner) => steps[step].done(partner),
    stepNotHere: 'Your Outlook does not allow it here: mark it “Private” yourself.',
    never:
      'The text and the attachments of this appointment are never read. Its subject is read in this pane alone, so that it can be put back. All the words of the invitation that the programme receives are erased unread.',
    ownSubject: (subject) =>
      `The subject you wrote will be replaced by “${subject}”. Your text stays as it is.`,
    when: 'When?',
    ownTime: (moment) => `The time of this appointment: ${moment}`,
    slotsWait: 'Looking for free times…',
    slotsFailed: 'Free times cannot be shown for now.',
    slotsNone: 'No common time was found in the coming weeks.',
    unread: (seen, partner) => unread[seen](partner),
    make: 'Make it our meeting',
    finish: 'Finish',
    undo: 'Undo',
    undoThat: (what) => `Undo: ${what}`,
    undoAll: 'Undo all',
    undone: 'Undone.',
    allUndone: 'All is undone: this appointment is yours alone again.',
    made: 'Ready. Read it over, then send the invitation from Outlook.',
    next: 'Now send the invitation from Outlook. Until then, keep this pane open if you change the time.',
    sent: 'The invitation has left. To move or cancel the meeting, do it here in Outlook: the programme follows.',
    moved: 'The time has changed: the registered date too.',
    gone: 'This appointment seems to have been cancelled. If the meeting still stands, send the invitation again; if not, remove it.',
  },
  read: {
    title: (partner) => `Meeting with ${partner}`,
    ahead: (moment) => `Registered: ${moment}`,
    mineAhead: 'To move or cancel it, do so in Outlook: the programme follows.',
    theirsAhead: (partner) =>
      `${partner} organises it: answer the invitation, or propose another time in Outlook.`,
    programmeAhead:
      'It was arranged with Télémaque: to move or cancel it, use Teams or your personal page.',
    after: 'Once the meeting is over, open this pane again to say whether it took place.',
    unknownTitle: (partner) => `This appointment with ${partner} is not registered`,
    unknownMine: 'To make it a meeting, open it for editing: this pane will offer to.',
    unknownTheirs: (partner) =>
      `${partner} organises it: it is registered from their Outlook. Once the meeting is over, you can also note it here.`,
    recordTitle: (partner) => `Was this a meeting with ${partner}?`,
    recordWhy: 'This appointment is not registered. If your meeting took place, note it here.',
    nextOne:
      'For the next one, create an appointment in Outlook and open this pane, or book in Teams.',
  },
  problem: {
    'no-outlook': {
      title: 'This pane opens in Outlook',
      text: 'Open an appointment in Outlook, then the “Mentoring meeting” button. If that is what you did, close the pane and open it again.',
    },
    'no-appointment': {
      title: 'Open an appointment',
      text: 'This pane goes with an appointment of your calendar. Open one, or create a new one.',
    },
    series: {
      title: 'This is a series',
      text: 'A meeting is an appointment on one date. Remove the recurrence, or create one appointment for each meeting.',
    },
    'not-pairs': {
      title: 'This appointment is not with your partner',
      text: 'Nothing of it is read or kept. For a meeting, open an appointment that has both of you, or create a new one.',
    },
    'other-mailbox': {
      title: 'This calendar is not yours',
      text: 'A meeting is organised from your own calendar. Open it, or book with Télémaque in Teams.',
    },
    'old-outlook': {
      title: 'This Outlook cannot tell us who you are',
      text: 'Use Outlook on the web or the new Outlook, or book with Télémaque in Teams or from your personal page.',
    },
    interaction: {
      title: 'Sign in to go on',
      text: 'Outlook has to tell us who you are. Nothing of this appointment is sent before.',
    },
    consent: {
      title: 'Outlook may not tell us who you are yet',
      text: 'Sign in and accept Microsoft’s request. If it is refused to you, tell the programme team: your institution may have to allow it. Meanwhile, book in Teams or from your personal page.',
    },
    cancelled: {
      title: 'You did not finish signing in',
      text: 'Try again, then accept Microsoft’s request. Nothing of this appointment was sent.',
    },
    'no-token': {
      title: 'Outlook could not tell us who you are',
      text: 'Try again. If it happens again, close Outlook and reopen it.',
    },
    'sign-in': {
      title: 'Your sign-in is no longer valid',
      text: 'Try again. If it happens again, sign out of Outlook and back in.',
    },
    'unknown-person': {
      title: 'Your account is not linked to the programme',
      text: 'Open Outlook with the account you enrolled with, or write to the programme team from that address.',
    },
    'not-found': {
      title: 'No pair to show',
      text: 'You are in no current pair. If that surprises you, write to the programme team.',
    },
    'too-many': {
      title: 'Many requests in a short time',
      text: 'Nothing has changed. Wait a minute, then try again.',
    },
    busy: {
      title: 'The service does not answer for now',
      text: 'Nothing has changed: try again in a minute.',
    },
    offline: {
      title: 'No connection',
      text: 'Nothing has changed. Try again once the connection is back.',
    },
  },
  retry: 'Try again',
  signIn: 'Sign in',
  snag: {
    offline:
      'The connection failed. What is done is shown below: try again once it is back, nothing will be done twice.',
    busy: 'The service does not answer. What is done is shown below: try again in a minute, nothing will be done twice.',
    outlook: (what) =>
      `Outlook could not do this: ${what}. Try again, or do it yourself in the appointment.`,
  },
  team: 'The programme team:',
  refusals: {
    'not-found': 'It does not exist, or no longer does. Here is how things stand now.',
    'in-the-past': 'This time is already past. Choose one ahead.',
    'outside-programme':
      'This date is outside the programme. Choose a day between the launch and the closing day.',
    'pair-has-meeting-then': 'Your pair already has a meeting then. Choose another time.',
    'no-slot':
      'No common time in the coming weeks. The time of this appointment is still possible.',
    'slot-gone': 'This time is no longer free. Choose another one.',
    'wrong-values': 'This time could not be read. Check the start and the end of the appointment.',
  },
};

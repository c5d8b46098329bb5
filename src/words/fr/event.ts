/** What an event shows in every calendar: nothing of the programme's matter, the same for all. */
export const event = {
  subject: 'Rendez-vous Télémaque',
  /** The programme mailbox among those invited. */
  mailboxName: 'Télémaque',
  /** A collective day, in a hundred calendars: that people meet, and no more. */
  daySubjects: {
    launch: 'Télémaque : journée collective',
    midterm: 'Télémaque : rendez-vous collectif à distance',
    closing: 'Télémaque : journée collective',
  },
  neutralPlace: 'Lieu neutre, à convenir entre vous',
};

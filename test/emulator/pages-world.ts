/** One small world for the pages' tests, in the shapes of the control API. */
const aPerson = (
  name: string,
  mail: string,
  roles: string[],
  more: Record<string, unknown> = {},
) => ({
  id: mail,
  name,
  mail,
  roles,
  tenant: '1f0c8a52-0000-4000-8000-000000000001',
  reach: 'bot',
  mailbox: 'here',
  ...more,
});

export const people = [
  aPerson('Awa Lenormand', 'awa@ch-ormeval.example', ['mentee'], {
    pair: 'P01',
    organisation: 'Centre hospitalier d’Ormeval',
  }),
  aPerson('Marc Tessandier', 'marc@ch-vallonne.example', ['mentor'], {
    pair: 'P01',
    organisation: 'Centre hospitalier de Vallonne',
  }),
  aPerson('Hélène Rivoire', 'helene@ehpad-tilleuls.example', ['mentee'], {
    pair: 'P02',
    reach: 'email',
    mailbox: 'elsewhere',
  }),
  aPerson('Sami Kerbrat', 'sami@ch-aubrelle.example', ['mentor'], {
    pair: 'P02',
    mailbox: 'elsewhere',
  }),
  aPerson('Claire Montbrun', 'claire.coach@comite.example', ['coach', 'referent']),
  aPerson('Denis Arvieux', 'denis.pilote@comite.example', ['pilot']),
];

export const mailbox = { name: 'Programme de mentorat', mail: 'mentorat@comite.example' };

const text = (words: string, more: Record<string, unknown> = {}) => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...more,
});
const slot = (title: string, value: string) => ({
  type: 'Action.Execute',
  title,
  verb: 'meeting.book',
  data: { slot: value },
});

export const slotsCard = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  speak: 'Quand vous rencontrer ?',
  body: [
    text('Quand vous rencontrer ?', { size: 'Large', weight: 'Bolder', style: 'heading' }),
    text('Voici des moments où **vous êtes libres tous les deux**.'),
    {
      type: 'Input.ChoiceSet',
      id: 'place',
      label: 'Où ?',
      isRequired: true,
      errorMessage: 'Choisissez un lieu.',
      placeholder: 'Choisir',
      choices: [
        { title: 'En visioconférence', value: 'video' },
        { title: 'Chez votre mentor', value: 'mentor' },
      ],
    },
    { type: 'Input.Text', id: 'note', label: 'Lieu convenu' },
    {
      type: 'Table',
      columns: [{ width: 1 }, { width: 1 }],
      rows: [
        {
          type: 'TableRow',
          cells: [
            { type: 'TableCell', items: [text('Durée')] },
            { type: 'TableCell', items: [text('Une heure')] },
          ],
        },
      ],
    },
  ],
  actions: [
    { ...slot('mardi 21 avril, 14 h – 15 h', 'a'), style: 'positive' },
    slot('jeudi 23 avril, 9 h – 10 h', 'b'),
    { type: 'Action.OpenUrl', title: 'Lire la charte', url: 'https://charte.example/' },
  ],
};

export const thanksCard = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    text('C’est réservé', { size: 'Large', weight: 'Bolder' }),
    {
      type: 'Container',
      style: 'good',
      items: [
        text(
          'jeudi 23 avril, 9 h – 10 h, en visioconférence. Marc Tessandier doit encore confirmer.',
        ),
      ],
    },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Déplacer', verb: 'meeting.move' },
    { type: 'Action.Execute', title: 'Annuler', verb: 'meeting.cancel', style: 'destructive' },
  ],
};

const at = (dateTime: string) => ({ dateTime: `${dateTime}.0000000`, timeZone: 'UTC' });
const who = (name: string, address: string) => ({ emailAddress: { name, address } });
const programme = who(mailbox.name, mailbox.mail);

const anEvent = (id: string, subject: string, start: string, end: string, more = {}) => ({
  id,
  subject,
  start: at(start),
  end: at(end),
  isCancelled: false,
  isOrganizer: false,
  sensitivity: 'normal',
  showAs: 'busy',
  organizer: programme,
  attendees: [],
  ...more,
});

/** Awa's week of 13 April: a meeting to answer, a cancelled one, two of her own that overlap, one on Saturday. */
export function calendarOf(mail: string) {
  const own = { isOrganizer: true, organizer: who('Awa Lenormand', mail) };
  return [
    anEvent('e1', 'Rencontre de mentorat', '2026-04-16T12:00:00', '2026-04-16T13:00:00', {
      sensitivity: 'private',
      showAs: 'tentative',
      location: { displayName: 'Réunion Teams' },
      onlineMeeting: { joinUrl: 'https://teams.example/join/1' },
      attendees: [
        { ...who('Awa Lenormand', mail), status: { response: 'none' } },
        { ...who('Marc Tessandier', 'marc@ch-vallonne.example'), status: { response: 'accepted' } },
      ],
    }),
    anEvent('e2', 'Rencontre de mentorat', '2026-04-17T08:00:00', '2026-04-17T09:00:00', {
      isCancelled: true,
    }),
    anEvent('e3', 'Comité de direction', '2026-04-14T08:00:00', '2026-04-14T10:30:00', own),
    anEvent('e4', 'Appel', '2026-04-14T09:00:00', '2026-04-14T09:30:00', own),
    anEvent('e5', 'Garde administrative', '2026-04-18T08:00:00', '2026-04-18T09:00:00', own),
  ];
}

export const listOf = () => ({
  id: 'suivi-2026',
  site: 'Comité de mentorat',
  name: 'Tableau de suivi 2026',
  columns: [
    { name: 'Title', displayName: 'Binôme', text: {} },
    { name: 'MeetingDate', displayName: 'Date de la rencontre', dateTime: { format: 'dateOnly' } },
    { name: 'Themes', displayName: 'Thématiques générales', choice: {} },
    { name: 'RowKey', displayName: 'Clé', hidden: true, text: {} },
  ],
  items: [
    row('2', 'P07', '2026-06-02T22:00:00Z', ['Posture managériale']),
    row('1', 'P01', '2026-05-04T22:00:00Z', ['Prise de poste', 'Équilibre de vie']),
  ],
});

const row = (id: string, Title: string, MeetingDate: string, Themes: string[]) => ({
  id,
  fields: { Title, MeetingDate, Themes, RowKey: `key-${id}` },
  createdBy: { application: { displayName: 'Télémaque' } },
});

export const mailsOf = (mail: string) => [
  {
    id: 'm1',
    subject: 'Télémaque : une question sur votre agenda',
    from: programme,
    replyTo: [who('Claire Montbrun', 'claire.coach@comite.example')],
    toRecipients: [who('', mail)],
    receivedDateTime: '2026-04-14T06:30:00Z',
    bodyPreview: 'Bonjour',
    body: {
      contentType: 'html',
      content:
        '<p>Bonjour Hélène,</p><p>Sami Kerbrat vous propose trois moments. <a href="/_emulator/people">Choisir un moment</a></p><script>parent.document.title = "lu"</script>',
    },
  },
  {
    id: 'm2',
    subject: 'Bienvenue',
    from: programme,
    receivedDateTime: '2026-04-13T06:30:00Z',
    body: { contentType: 'text', content: 'Bienvenue dans le programme.' },
  },
];

export const faultsOf = () => [
  {
    id: 'f1',
    match: { method: 'POST', path: '/v1.0/users/*/events' },
    fault: '429',
    times: 2,
    retryAfter: 30,
  },
];

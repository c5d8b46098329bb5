/**
 * Days after a cohort's closing day until all of it is purged, unless the cohort decides otherwise.
 * No source gives one; ours to say, and the body's to change: the last questionnaire closes three
 * weeks after the closing day, its synthesis is read and the committee meets, and by the autumn the
 * next cohort has reached its mid-term. The same date stands on every file that is taken away.
 */
export const defaultRetentionDays = 180;

/** Days that what is of no use any more still lies there, so that a trouble can be looked into. */
export const trimAfterDays = { links: 30, inbound: 30, changes: 1 } as const;

/** Whose data it is: of one person, of the two of a pair, of a whole cohort, or of nobody. */
export type Whose = 'person' | 'pair' | 'cohort' | 'nobody';

/** What it is kept for. */
export type Why =
  | 'know' // to know who takes part, in which pair, and who answers for it
  | 'reach' // to reach people where they are
  | 'meet' // to have meetings stand in calendars
  | 'list' // the date and the general themes that the committee's list shows
  | 'rhythm' // to notice a pair that goes quiet, pauses and stops
  | 'ask' // questionnaires: who was asked and has answered
  | 'tell' // ballots and syntheses, which name nobody
  | 'once' // so that nothing leaves twice and nothing is lost
  | 'prove' // who looked, who changed what, what was removed
  | 'run'; // the program's own, about nobody

/** From when it is counted, and how long. */
export type Clock =
  | 'closing' // the cohort's closing day, plus its own number of days
  | 'last-cohort' // until the last cohort a person has a part in is purged
  | 'synthesis' // until the synthesis of the questionnaire stands, some minutes after it closes
  | 'link' // thirty days after the link has expired
  | 'month' // thirty days
  | 'day' // a day
  | 'read' // until it is read, some seconds
  | 'ids' // for good, as ids that lead to nobody once their person or cohort is gone
  | 'service'; // as long as the service

/** Who takes it away. */
export type Eraser = 'purge' | 'erasure' | 'by-itself' | 'stays';

export interface KeptTable {
  whose: Whose;
  why: Why;
  clock: Clock;
  erasedBy: readonly Eraser[];
  /** Every column there is: one that is not here fails a test. */
  columns: readonly string[];
}

const both = ['purge', 'erasure'] as const;
const all = ['purge', 'erasure', 'by-itself'] as const;

const row =
  (whose: Whose, why: Why, clock: Clock, erasedBy: readonly Eraser[]) =>
  (columns: string): KeptTable => ({ whose, why, clock, erasedBy, columns: columns.split(' ') });

const ofPair = (why: Why) => row('pair', why, 'closing', both);
const ofCohort = (why: Why) => row('cohort', why, 'closing', ['purge']);
const ofPerson = (why: Why) => row('person', why, 'last-cohort', both);
const ofService = row('nobody', 'run', 'service', ['stays']);

/** Every table of the store. The one place that says whose it is, why it is kept, and until when. */
export const keptTables: Readonly<Record<string, KeptTable>> = {
  person: ofPerson('know')(
    'id mail name phone profession institution city departement locale time_zone reach mailbox',
  ),
  person_identity: ofPerson('reach')('tid oid person_id how'),
  conversation: ofPerson('reach')('id person_id tid user_id service_url open'),
  installation: ofPerson('reach')('person_id tried outcome'),
  cohort: ofCohort('know')('id code name time_zone settings theme_version'),
  cohort_day: ofCohort('know')('cohort_id kind day'),
  cohort_role: row('person', 'know', 'closing', both)('cohort_id person_id role'),
  cohort_change: row('cohort', 'prove', 'day', all)('id cohort_id person_id kind at undone rows'),
  pair: ofPair('know')('id cohort_id code mentee_id mentor_id state answered_until'),
  pair_referent: row('person', 'know', 'closing', both)('pair_id person_id kind from_day to_day'),
  pause: ofPair('rhythm')(
    'id pair_id proposed_by agreed_by from_day until_day state ended_day created',
  ),
  nudge: ofPair('rhythm')('pair_id rung since_day person_id at facts'),
  alert: ofPair('rhythm')(
    'id pair_id cause about_id since_day opened seen seen_by holder_id closed outcome version',
  ),
  early_stop: ofPair('rhythm')('pair_id asked_by asked offered closed'),
  digest: row('person', 'rhythm', 'closing', both)('person_id cohort_id at told'),
  meeting: ofPair('meet')(
    'id pair_id state source plan version proposed_by mode place starts_at ends_at agreement ' +
      'answered_by held_on previous asked_at created',
  ),
  meeting_slot: ofPair('meet')('meeting_id rank starts_at ends_at'),
  meeting_event: ofPair('meet')(
    'meeting_id incarnation state graph_id ical_uid organiser change_key join_url shows heard',
  ),
  appointment: ofPair('meet')('meeting_id organiser_id organiser_mail joined awaited'),
  meeting_word: ofPair('list')('meeting_id person_id held'),
  meeting_theme: ofPair('list')('meeting_id theme_version theme_key'),
  list_row: ofPair('list')('meeting_id key item_id etag hash written'),
  reminder: ofPair('meet')('meeting_id starts_at known due'),
  day_event: ofCohort('meet')(
    'cohort_id kind part incarnation state graph_id ical_uid change_key shows',
  ),
  day_invitee: row('person', 'meet', 'closing', both)('cohort_id kind person_id part'),
  card: row(
    'person',
    'once',
    'closing',
    both,
  )('id person_id view rev shown_rev conversation_id activity_id created'),
  effect: row(
    'person',
    'once',
    'closing',
    both,
  )(
    'id key kind lane person_id ids due created state tries lease_until fence remote_id outcome ' +
      'settled answered budget left_at',
  ),
  inbound: row('person', 'once', 'month', all)('key at'),
  link: row('person', 'reach', 'link', all)('hash person_id purpose subject expires effect_id'),
  instrument: ofCohort('ask')('cohort_id body'),
  wave: ofCohort('ask')(
    'id cohort_id moment state opens_at closes_at instrument partition sealing wrapped ' +
      'key_destroyed refused',
  ),
  wave_signing: ofCohort('ask')('wave_id cell key'),
  participation: row(
    'person',
    'ask',
    'closing',
    both,
  )('wave_id person_id party told answered blinded'),
  ballot: row('nobody', 'tell', 'synthesis', ['by-itself'])('id wave_id cell sealed'),
  synthesis: row('nobody', 'tell', 'closing', ['purge'])('wave_id body state version released'),
  audit: row('person', 'prove', 'ids', ['stays'])('seq at actor action subject previous hash'),
  removal: row('person', 'prove', 'read', ['by-itself'])(
    'id kind subject asked stage round round_at counts',
  ),
  removal_record: row('nobody', 'prove', 'service', ['stays'])('seq id body key_id signature'),
  record_key: ofService('id spki wrapped made'),
  hint: row('nobody', 'run', 'read', ['by-itself'])('graph_id version at'),
  subscription: ofService('id graph_id client_state expires created'),
  theme: ofService('version key rank'),
  job: ofService('name due'),
  pace: ofService('budget most good step since wait_ms tail'),
  // Buckets of thousands of addresses, and digests of keys that hold ids alone: neither leads to anybody.
  allowance: row('nobody', 'run', 'day', ['by-itself'])('kind bucket left_ms within_ms at'),
  sent_before: row('nobody', 'once', 'service', ['stays'])('digest'),
  home: ofService('only_one store'),
  migration: ofService('name'),
};

/** Where else something of people lies, and who takes it away there. */
export type Outside =
  | 'events'
  | 'attendees'
  | 'inbox'
  | 'list'
  | 'chats'
  | 'mails'
  | 'keys'
  | 'logs'
  | 'files'
  | Residue;

/** Copies of what was removed that go by themselves, or by somebody else's rules. */
export type Residue = 'recoverable-items' | 'recycle-bin' | 'chat-copies' | 'backups' | 'log-ahead';

/**
 * How many days a copy can still lie there, at the most its keeper allows; null where a rule of the
 * tenant's own decides.
 * Exchange: 14 days, up to 30, https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/change-deleted-item-retention
 * SharePoint: https://learn.microsoft.com/sharepoint/restore-deleted-site-collection (93 days)
 * Teams: https://learn.microsoft.com/purview/retention-policies-teams
 * Backups: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-backup-restore (35 days at most)
 */
export const residues: readonly { where: Residue; days: number | null }[] = [
  { where: 'recoverable-items', days: 30 },
  { where: 'recycle-bin', days: 93 },
  { where: 'chat-copies', days: null },
  { where: 'backups', days: 35 },
  // Of a server's store; the embedded one's is emptied with the removal.
  { where: 'log-ahead', days: 35 },
];

export const keptOutside: readonly { where: Outside; erasedBy: readonly Eraser[] }[] = [
  { where: 'events', erasedBy: both },
  { where: 'attendees', erasedBy: ['stays'] },
  { where: 'inbox', erasedBy: ['stays'] },
  { where: 'list', erasedBy: both },
  { where: 'chats', erasedBy: both },
  { where: 'mails', erasedBy: ['stays'] },
  { where: 'keys', erasedBy: ['by-itself'] },
  { where: 'logs', erasedBy: ['by-itself'] },
  { where: 'files', erasedBy: ['stays'] },
  ...residues.map(({ where }) => ({ where, erasedBy: ['by-itself'] as const })),
];

/** The days a cohort keeps its data after its closing day. */
export const retentionDaysOf = (days: number | null | undefined): number =>
  days ?? defaultRetentionDays;

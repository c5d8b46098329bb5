import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Heard } from '../domain/calendar-change.ts';
import type { CohortSettings } from '../domain/cohort-settings.ts';
import type { RowChange } from '../domain/cohort-undo.ts';
import type { DayKind } from '../domain/people.ts';
import type { RhythmFacts } from '../domain/rhythm.ts';
import type { Cell, Instrument, Moment, Partition, Party, Wave } from '../domain/survey.ts';
import type { Danger } from '../domain/synthesis-audit.ts';
import type { View } from '../domain/view.ts';
import type { WrittenRow } from './list-rows.ts';
import type { RemovalSchema } from './removal-schema.ts';

/** An instant: read as milliseconds since 1970 UTC, written as a Date. */
type At = ColumnType<number, Date, Date>;
type MaybeAt = ColumnType<number | null, Date | null | undefined, Date | null>;

export interface Schema extends RemovalSchema {
  home: { only_one: Generated<boolean>; store: string };
  sent_before: { digest: string };
  allowance: { kind: string; bucket: number; left_ms: number; within_ms: number; at: At };
  person: {
    id: string;
    mail: string;
    name: string;
    phone: string | null;
    profession: 'DH' | 'D3S' | 'DS' | 'PH' | null;
    institution: string | null;
    city: string | null;
    departement: string | null;
    locale: Generated<'fr' | 'en'>;
    time_zone: Generated<string>;
    reach: Generated<'bot' | 'email'>;
    mailbox: Generated<'readable' | 'unreadable' | 'unknown'>;
  };
  person_identity: {
    tid: string;
    oid: string;
    person_id: string;
    how: 'import' | 'roster' | 'mailed-link';
  };
  conversation: {
    id: string;
    person_id: string;
    tid: string;
    user_id: string;
    service_url: string;
    open: Generated<boolean>;
  };
  cohort: {
    id: string;
    code: string;
    name: string;
    time_zone: string;
    settings: JSONColumnType<CohortSettings>;
    theme_version: Generated<number>;
  };
  cohort_day: { cohort_id: string; kind: DayKind; day: string };
  cohort_role: { cohort_id: string; person_id: string; role: 'coach' | 'pilot' };
  pair: {
    id: string;
    cohort_id: string;
    code: string;
    mentee_id: string;
    mentor_id: string;
    state: Generated<'active' | 'stopping' | 'closed'>;
    /** Kept by the store itself; may be an infinity. */
    answered_until: Generated<string>;
  };
  pair_referent: {
    pair_id: string;
    person_id: string;
    kind: 'referent' | 'deputy';
    from_day: string;
    to_day: string | null;
  };
  pause: {
    id: string;
    pair_id: string;
    proposed_by: string;
    agreed_by: string | null;
    from_day: string;
    until_day: string;
    state: Generated<'proposed' | 'agreed' | 'declined' | 'withdrawn'>;
    ended_day: Generated<string | null>;
    created: At;
  };
  nudge: {
    pair_id: string;
    rung: 'mentee' | 'both' | 'referent';
    since_day: string;
    person_id: string;
    at: At;
    facts: JSONColumnType<RhythmFacts | Record<string, never>, string | undefined, string>;
  };
  alert: {
    id: string;
    pair_id: string;
    cause: 'inactive' | 'unreachable' | 'stop' | 'call';
    about_id: string | null;
    since_day: string;
    opened: At;
    seen: MaybeAt;
    seen_by: Generated<string | null>;
    holder_id: Generated<string | null>;
    closed: MaybeAt;
    outcome: Generated<'acted' | 'paused' | 'reached' | 'seen' | 'withdrawn' | 'ended' | null>;
    version: Generated<number>;
  };
  early_stop: {
    pair_id: string;
    asked_by: string;
    asked: At;
    offered: MaybeAt;
    closed: MaybeAt;
  };
  digest: { person_id: string; cohort_id: string; at: At; told: Uint8Array };
  theme: { version: number; key: string; rank: number };
  meeting: {
    id: string;
    pair_id: string;
    state: 'proposed' | 'booked' | 'held' | 'not-held' | 'cancelled';
    source: 'bot' | 'mail' | 'record' | 'outlook' | 'plan';
    plan: string | null;
    version: Generated<number>;
    proposed_by: string | null;
    mode: 'video' | 'in-person' | null;
    place: 'mentee' | 'mentor' | 'neutral' | null;
    starts_at: MaybeAt;
    ends_at: MaybeAt;
    agreement: Generated<'asked' | 'agreed' | 'other-time'>;
    answered_by: string | null;
    held_on: string | null;
    previous: ColumnType<unknown, string | null | undefined, string | null>;
    asked_at: MaybeAt;
    created: At;
  };
  meeting_slot: { meeting_id: string; rank: number; starts_at: At; ends_at: At };
  meeting_event: {
    meeting_id: string;
    incarnation: number;
    state: 'wanted' | 'there' | 'gone';
    graph_id: string | null;
    ical_uid: string | null;
    organiser: string;
    change_key: string | null;
    join_url: string | null;
    shows: string | null;
    heard: JSONColumnType<Heard>;
  };
  appointment: {
    meeting_id: string;
    organiser_id: string;
    organiser_mail: string | null;
    joined: MaybeAt;
    awaited: boolean;
  };
  meeting_word: { meeting_id: string; person_id: string; held: boolean };
  meeting_theme: { meeting_id: string; theme_version: number; theme_key: string };
  list_row: {
    meeting_id: string;
    key: string;
    item_id: string | null;
    etag: string | null;
    hash: string | null;
    written: JSONColumnType<WrittenRow, string | null, string | null> | null;
  };
  card: {
    id: string;
    person_id: string;
    view: JSONColumnType<View>;
    rev: Generated<number>;
    shown_rev: Generated<number>;
    conversation_id: string | null;
    activity_id: string | null;
    created: At;
  };
  effect: {
    id: Generated<number>;
    key: string;
    kind: string;
    lane: string;
    person_id: string | null;
    ids: JSONColumnType<Record<string, string | number>>;
    due: At;
    created: At;
    state: Generated<'waiting' | 'running' | 'done' | 'unknown' | 'failed' | 'dropped'>;
    tries: Generated<number>;
    lease_until: MaybeAt;
    fence: Generated<number>;
    remote_id: string | null;
    outcome: string | null;
    settled: MaybeAt;
    answered: MaybeAt;
    budget: string | null;
    left_at: MaybeAt;
  };
  pace: {
    budget: string;
    most: number;
    good: number;
    step: number;
    since: At;
    wait_ms: number;
    tail: At;
  };
  inbound: { key: string; at: At };
  link: {
    hash: Uint8Array;
    person_id: string;
    purpose: string;
    subject: string;
    expires: At;
    effect_id: Generated<number | null>;
  };
  job: { name: string; due: At };
  reminder: { meeting_id: string; starts_at: At; known: At; due: MaybeAt };
  installation: { person_id: string; tried: At; outcome: string };
  subscription: {
    id: string;
    graph_id: string | null;
    client_state: Uint8Array;
    expires: MaybeAt;
    created: At;
  };
  hint: { graph_id: string; version: string; at: At };
  day_event: {
    cohort_id: string;
    kind: DayKind;
    part: number;
    incarnation: number;
    state: 'wanted' | 'there' | 'gone';
    graph_id: string | null;
    ical_uid: string | null;
    change_key: string | null;
    shows: string | null;
  };
  day_invitee: { cohort_id: string; kind: DayKind; person_id: string; part: number };
  cohort_change: {
    id: string;
    cohort_id: string;
    person_id: string;
    kind: 'import' | 'settings' | 'answering';
    at: At;
    undone: MaybeAt;
    rows: JSONColumnType<readonly RowChange[]>;
  };
  audit: {
    seq: Generated<number>;
    at: At;
    actor: string;
    action: string;
    subject: string;
    previous: Uint8Array;
    hash: Uint8Array;
  };
  instrument: { cohort_id: string; body: JSONColumnType<Instrument> };
  wave: {
    id: string;
    cohort_id: string;
    moment: Moment;
    state: Generated<Wave['state']>;
    opens_at: At;
    closes_at: At;
    instrument: JSONColumnType<Instrument>;
    partition: Partition;
    sealing: Uint8Array | null;
    wrapped: Uint8Array | null;
    key_destroyed: Generated<boolean>;
    refused: Danger | null;
  };
  wave_signing: { wave_id: string; cell: Cell; key: Uint8Array };
  participation: {
    wave_id: string;
    person_id: string;
    party: Party;
    told: Generated<number>;
    answered: Generated<boolean>;
    blinded: Generated<Uint8Array | null>;
  };
  ballot: { id: Uint8Array; wave_id: string; cell: Cell; sealed: Uint8Array };
  synthesis: {
    wave_id: string;
    body: string;
    state: Generated<'ready' | 'held' | 'released'>;
    version: Generated<number>;
    released: MaybeAt;
  };
}

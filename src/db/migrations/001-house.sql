-- The whole house. Instants are timestamptz, days are date; ids are uuid made by the program.
-- No column of any table can hold what a pair says to each other: no free text but names and places of work.

create table person (
  id uuid primary key,
  mail text not null unique check (mail = lower(mail)),
  name text not null,
  phone text,
  profession text check (profession in ('DH', 'D3S', 'DS', 'PH')),
  institution text,
  city text,
  departement text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  time_zone text not null default 'Europe/Paris',
  -- How the person was last reached; a conversation with the bot makes it 'bot'.
  reach text not null default 'email' check (reach in ('bot', 'email')),
  -- Whether the programme mailbox can read this person's free and busy times, as last seen.
  mailbox text not null default 'unknown' check (mailbox in ('readable', 'unreadable', 'unknown'))
);

create table person_identity (
  tid uuid not null,
  oid uuid not null,
  person_id uuid not null references person on delete cascade,
  how text not null check (how in ('import', 'roster', 'mailed-link')),
  primary key (tid, oid)
);

create table conversation (
  id text primary key,
  person_id uuid not null references person on delete cascade,
  tid uuid not null,
  user_id text not null,
  service_url text not null,
  -- False once Teams said the person blocked or removed the bot; true again when they come back.
  open boolean not null default true
);
create index conversation_person on conversation (person_id);

create table cohort (
  id uuid primary key,
  code text not null unique,
  name text not null,
  time_zone text not null,
  settings jsonb not null,
  theme_version int not null default 1
);

create table cohort_day (
  cohort_id uuid not null references cohort on delete cascade,
  kind text not null check (kind in ('launch', 'midterm', 'closing')),
  day date not null,
  primary key (cohort_id, kind)
);

create table cohort_role (
  cohort_id uuid not null references cohort on delete cascade,
  person_id uuid not null references person on delete cascade,
  role text not null check (role in ('coach', 'pilot')),
  primary key (cohort_id, person_id, role)
);

create table pair (
  id uuid primary key,
  cohort_id uuid not null references cohort on delete cascade,
  code text not null,
  mentee_id uuid not null references person,
  mentor_id uuid not null references person,
  state text not null default 'active' check (state in ('active', 'stopping', 'closed')),
  unique (cohort_id, code),
  check (mentee_id <> mentor_id)
);

create table pair_referent (
  pair_id uuid not null references pair on delete cascade,
  person_id uuid not null references person,
  kind text not null check (kind in ('referent', 'deputy')),
  from_day date not null,
  to_day date,
  primary key (pair_id, person_id, kind, from_day)
);

create table pause (
  id uuid primary key,
  pair_id uuid not null references pair on delete cascade,
  proposed_by uuid not null references person,
  agreed_by uuid references person,
  from_day date not null,
  until_day date not null check (until_day >= from_day)
);

create table theme (
  version int not null,
  key text not null,
  rank int not null,
  primary key (version, key)
);

create table meeting (
  id uuid primary key,
  pair_id uuid not null references pair on delete cascade,
  state text not null check (state in ('proposed', 'booked', 'held', 'not-held', 'cancelled')),
  source text not null check (source in ('bot', 'mail', 'record', 'outlook', 'plan')),
  plan uuid,
  -- Grows with every change a person can see; a card pressed late is recognised by it.
  version int not null default 1,
  proposed_by uuid not null references person,
  mode text check (mode in ('video', 'in-person')),
  place text check (place in ('mentee', 'mentor', 'neutral')),
  starts_at timestamptz,
  ends_at timestamptz,
  -- Whether the other one said yes to the time: asked, agreed, or wished another time.
  agreement text not null default 'asked' check (agreement in ('asked', 'agreed', 'other-time')),
  answered_by uuid references person,
  -- The day written to the list: the day it was held, in the cohort's zone.
  held_on date,
  -- What `undo` goes back to: state, times and agreement before the last act, and who did that act.
  previous jsonb,
  -- When both were asked whether it took place.
  asked_at timestamptz,
  created timestamptz not null,
  check (ends_at > starts_at),
  check (state <> 'booked' or starts_at is not null),
  check (state <> 'held' or held_on is not null)
);
create index meeting_pair on meeting (pair_id);
create index meeting_to_ask on meeting (ends_at) where state = 'booked' and asked_at is null;

-- Times proposed and not yet answered, the best first.
create table meeting_slot (
  meeting_id uuid not null references meeting on delete cascade,
  rank int not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (meeting_id, rank)
);

create table meeting_event (
  meeting_id uuid not null references meeting on delete cascade,
  -- Grows only once our event is known gone: the same incarnation is the same event, however often created.
  incarnation int not null,
  state text not null check (state in ('wanted', 'there', 'gone')),
  graph_id text,
  ical_uid text,
  organiser text not null,
  change_key text,
  join_url text,
  -- The times and the place it shows, so that nothing is patched, and nobody told, for nothing.
  shows text,
  primary key (meeting_id, incarnation)
);
create unique index meeting_event_ical on meeting_event (ical_uid);

create table meeting_word (
  meeting_id uuid not null references meeting on delete cascade,
  person_id uuid not null references person,
  held boolean not null,
  primary key (meeting_id, person_id)
);

create table meeting_theme (
  meeting_id uuid not null references meeting on delete cascade,
  theme_version int not null,
  theme_key text not null,
  primary key (meeting_id, theme_version, theme_key),
  foreign key (theme_version, theme_key) references theme (version, key)
);

create table list_row (
  meeting_id uuid primary key references meeting on delete cascade,
  -- The hidden unique key of the list: says nothing of the meeting, lets a lost reply be found again.
  key uuid not null unique,
  item_id text,
  etag text,
  hash text
);

-- A message in a chat, and what it stands for now; `view` says what it shows: kinds, ids and dates only.
create table card (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  view jsonb not null,
  rev int not null default 1,
  shown_rev int not null default 0,
  conversation_id text,
  activity_id text,
  created timestamptz not null
);
create index card_meeting on card ((view ->> 'meeting'));
create unique index card_activity on card (conversation_id, activity_id);

-- What is to be done outside, written in the transaction that decides it. The row is the job and the ledger.
create table effect (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  -- Effects of one lane run one after the other, in order of id.
  lane text not null,
  person_id uuid references person on delete cascade,
  ids jsonb not null,
  due timestamptz not null,
  created timestamptz not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'running', 'done', 'unknown', 'failed', 'dropped')),
  tries int not null default 0,
  -- Lease and fence live on the database's clock, the only one several instances share.
  lease_until timestamptz,
  fence int not null default 0,
  remote_id text,
  outcome text,
  settled timestamptz
);
create index effect_open on effect (due, id) where state in ('waiting', 'running');
create index effect_lane on effect (lane, id) where state in ('waiting', 'running');

create table inbound (
  key text primary key,
  at timestamptz not null
);

create table link (
  hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  purpose text not null,
  subject uuid not null,
  expires timestamptz not null
);

-- When a recurring job is next due, on the program's clock.
create table job (
  name text primary key,
  due timestamptz not null
);

create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  previous bytea not null,
  hash bytea not null unique
);

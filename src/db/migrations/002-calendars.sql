-- Calendars that are followed: what Outlook changes, change notifications, a year's plan, collective days.

-- A time can come from the programme mailbox itself: then neither of the two has proposed it.
alter table meeting alter column proposed_by drop not null;
create index meeting_plan on meeting (plan) where plan is not null;
-- Cards that show a pair's year are drawn anew with each of its meetings.
create index card_year on card ((view ->> 'pair')) where view ->> 'kind' = 'year';

-- What each attendee had answered when the event was last read: only what differs is news.
alter table meeting_event add column heard jsonb not null default '{}';
create unique index meeting_event_graph on meeting_event (graph_id);

-- Graph's promise to tell of changes. The secret it repeats in each notification is kept as a hash.
create table subscription (
  id uuid primary key,
  -- Null while Graph has not answered yet: its first notifications may come before.
  graph_id text unique,
  client_state bytea not null unique,
  expires timestamptz,
  created timestamptz not null
);

-- Events that a notification named and that were not read since. A hint lost is no loss: the sweep reads all.
create table hint (
  graph_id text primary key,
  version text not null,
  at timestamptz not null
);

-- A cohort's collective days in the programme mailbox's calendar: a part holds 500 attendees at most.
create table day_event (
  cohort_id uuid not null references cohort on delete cascade,
  kind text not null check (kind in ('launch', 'midterm', 'closing')),
  part int not null,
  incarnation int not null,
  state text not null check (state in ('wanted', 'there', 'gone')),
  graph_id text unique,
  ical_uid text,
  change_key text,
  shows text,
  primary key (cohort_id, kind, part, incarnation)
);

-- Whose invitation stands in which part: newcomers never make anybody else change places.
create table day_invitee (
  cohort_id uuid not null references cohort on delete cascade,
  kind text not null check (kind in ('launch', 'midterm', 'closing')),
  person_id uuid not null references person on delete cascade,
  part int not null,
  primary key (cohort_id, kind, person_id)
);

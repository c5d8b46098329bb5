-- A pair's rhythm over the year: nudges, agreed pauses, alerts to referents, early stops, and reach.

-- A pause waits for the other one's yes; it may be ended before its last day.
alter table pause add column state text not null default 'proposed'
  check (state in ('proposed', 'agreed', 'declined', 'withdrawn'));
-- The last day that counts as paused, when it was ended early: the eve of the day it was resumed on.
alter table pause add column ended_day date;
alter table pause add column created timestamptz not null;
create unique index pause_proposed on pause (pair_id) where state = 'proposed';
create index pause_pair on pause (pair_id);

-- What was said of a pair's silence, counted from a day: each rung once to each person.
create table nudge (
  pair_id uuid not null references pair on delete cascade,
  rung text not null check (rung in ('mentee', 'both', 'referent')),
  since_day date not null,
  person_id uuid not null references person on delete cascade,
  -- When it was due to leave: the week a person is left in peace is counted from then.
  at timestamptz not null,
  -- The days it was judged by, as they were known then: the verdict can be given again from them.
  facts jsonb not null default '{}',
  primary key (pair_id, since_day, rung, person_id)
);
create index nudge_person on nudge (person_id, at);

-- One alert a pair and cause until it is closed. It says that, who and when; never why.
create table alert (
  id uuid primary key,
  pair_id uuid not null references pair on delete cascade,
  cause text not null check (cause in ('inactive', 'unreachable', 'stop', 'call')),
  -- Who cannot be reached, asked to stop or asked for a call.
  about_id uuid references person on delete cascade,
  -- The day it is counted from.
  since_day date not null,
  opened timestamptz not null,
  seen timestamptz,
  seen_by uuid references person,
  -- Whom it was handed over to; the pair's referent while null.
  holder_id uuid references person,
  closed timestamptz,
  outcome text check (outcome in ('acted', 'paused', 'reached', 'seen', 'withdrawn', 'ended')),
  version int not null default 1,
  check ((closed is null) = (outcome is null))
);
create unique index alert_open on alert (pair_id, cause, about_id) nulls not distinct where closed is null;
create index alert_pair on alert (pair_id);

-- Somebody asked to stop. Who, for the referent alone; no reason is asked, so none can be kept.
-- Each of the two may: whoever asks second is not told of the first, and is treated alike.
create table early_stop (
  pair_id uuid not null references pair on delete cascade,
  asked_by uuid not null references person,
  asked timestamptz not null,
  -- When the referent had a last meeting offered to both.
  offered timestamptz,
  closed timestamptz,
  primary key (pair_id, asked_by)
);

-- When a referent was last sent their digest, and what it told, as a hash.
create table digest (
  person_id uuid not null references person on delete cascade,
  cohort_id uuid not null references cohort on delete cascade,
  at timestamptz not null,
  told bytea not null,
  primary key (person_id, cohort_id)
);

-- The ledger of reach: what was sent to somebody and whether they acted on it.
alter table effect add column answered timestamptz;
create index effect_person on effect (person_id, id) where person_id is not null;
alter table link add column effect_id bigint references effect on delete set null;

create index card_pair on card ((view ->> 'pair'));
create index card_alert on card ((view ->> 'alert')) where view ->> 'alert' is not null;

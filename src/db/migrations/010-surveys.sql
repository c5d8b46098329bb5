-- Questionnaires: who was asked and has answered on one side, sealed ballots on the other.
-- Neither ledger holds a time; nothing but the wave and its cell stands on both.

-- A cohort's own questions; none while they are those of the guide. Never changed after its launch.
create table instrument (
  cohort_id uuid primary key references cohort on delete cascade,
  body jsonb not null
);

create table wave (
  id uuid primary key,
  cohort_id uuid not null references cohort on delete cascade,
  moment text not null check (moment in ('midterm', 'end')),
  state text not null default 'planned' check (state in ('planned', 'open', 'closing', 'closed')),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- As they stood on the launch day: what people are asked, and who is told of together.
  instrument jsonb not null,
  partition text not null check (partition in ('together', 'by-party')),
  -- To seal a ballot by, and the private halves, of no use without a key that is kept elsewhere:
  -- from when the first person is asked until the synthesis stands.
  sealing bytea,
  wrapped bytea,
  -- False until the key is destroyed for good: done again until it is.
  key_destroyed boolean not null default false,
  check ((sealing is null) = (wrapped is null)),
  check (state = 'planned' or sealing is not null),
  unique (cohort_id, moment),
  check (closes_at > opens_at)
);

-- By which key a ballot that nobody is named on shows that it may be counted in a cell.
create table wave_signing (
  wave_id uuid not null references wave on delete cascade,
  cell text not null check (cell in ('all', 'mentee', 'mentor')),
  key bytea not null,
  primary key (wave_id, cell)
);

create table participation (
  wave_id uuid not null references wave on delete cascade,
  person_id uuid not null references person on delete cascade,
  -- On which side they are asked.
  party text not null check (party in ('mentee', 'mentor')),
  -- How far they were told: not yet, asked, reminded once, reminded twice.
  told smallint not null default 0 check (told between 0 and 3),
  answered boolean not null default false,
  -- What was signed unseen for them, as a hash: once more gets the same answer, another one none.
  blinded bytea,
  primary key (wave_id, person_id)
);
create index participation_open on participation (wave_id, told) where not answered;

create table ballot (
  id bytea primary key check (octet_length(id) = 16),
  wave_id uuid not null references wave on delete cascade,
  cell text not null check (cell in ('all', 'mentee', 'mentor')),
  sealed bytea not null check (octet_length(sealed) = 512)
);
create index ballot_wave on ballot (wave_id, id);

-- Only what may be told was ever written; the same bytes for whoever opens it.
create table synthesis (
  wave_id uuid primary key references wave on delete cascade,
  body text not null,
  state text not null default 'ready' check (state in ('ready', 'held', 'released')),
  version int not null default 1,
  released timestamptz,
  check ((state = 'released') = (released is not null))
);

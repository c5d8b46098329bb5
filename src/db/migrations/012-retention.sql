-- Retention: what is being removed, and the signed record of each removal once it is done.

-- A cohort whose clock has run out, or a person who is erased; gone once its record stands.
create table removal (
  id uuid primary key,
  kind text not null check (kind in ('cohort', 'person')),
  -- Whose: without a reference, since it is what goes.
  subject uuid not null,
  asked timestamptz not null,
  stage text not null default 'asked' check (stage in ('asked', 'outside', 'store')),
  -- What failed outside is tried again in further rounds, each on a later day.
  round int not null default 1,
  round_at timestamptz not null,
  -- How many of what were removed so far; counted in the transaction that removes them.
  counts jsonb not null default '{}',
  unique (kind, subject)
);
create index effect_removal on effect ((ids ->> 'removal')) where ids ->> 'removal' is not null;

-- Keys that records are signed by: the private half is of no use without a key kept elsewhere.
create table record_key (
  -- SHA-256 of the public half, in hexadecimal.
  id text primary key,
  spki bytea not null,
  wrapped bytea not null,
  made timestamptz not null
);

-- What was removed, how much, when, and where traces stay until when; no name, mail or person's id.
create table removal_record (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  body text not null,
  key_id text not null references record_key,
  signature bytea not null
);

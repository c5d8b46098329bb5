-- What an import or a saved setting changed, so that it can be taken back for some minutes. `rows` says
-- what rows were and became; it goes with the next change, once it is too late to take it back.
create table cohort_change (
  id uuid primary key,
  cohort_id uuid not null references cohort on delete cascade,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('import', 'settings', 'answering')),
  at timestamptz not null,
  undone timestamptz,
  rows jsonb not null
);
create index cohort_change_at on cohort_change (cohort_id, at);

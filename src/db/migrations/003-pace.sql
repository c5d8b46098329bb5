-- Sending at the other side's pace: what left when is in the ledger itself, so that several instances share one budget.

-- The budget the effect counts in, and when it left on the program's clock; null when nothing left.
alter table effect add column budget text;
alter table effect add column left_at timestamptz;
create index effect_budget on effect (budget, left_at) where left_at is not null;
create index effect_chat on effect (person_id, left_at) where kind = 'card.send';
create index effect_running on effect (kind) where state = 'running';
-- Those put off because their budget was spent: taken as soon as it is not, in order of their new due.
create index effect_put_off on effect (budget, due, id) where state = 'waiting' and budget is not null;

-- What a budget has learned of the other side: see src/domain/pace.ts.
create table pace (
  budget text primary key,
  most int not null,
  good int not null,
  step int not null,
  since timestamptz not null,
  wait_ms int not null,
  -- The due of the last one put off: while it lies ahead, some wait for this budget.
  tail timestamptz not null
);

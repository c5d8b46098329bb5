-- What coaches look at: their own pairs by index however large the cohort, and who looked at whose.

create index pair_referent_person on pair_referent (person_id);

-- The last day somebody is named to answer for the pair; a pair past it is every coach's of the cohort.
alter table pair add column answered_until date not null default '-infinity';
update pair set answered_until = coalesce((
  select max(coalesce(to_day, 'infinity')) from pair_referent where pair_id = pair.id), '-infinity');
create index pair_answered on pair (cohort_id, answered_until);

create function keep_answered_until() returns trigger language plpgsql as $$
begin
  update pair set answered_until = coalesce((
      select max(coalesce(to_day, 'infinity')) from pair_referent where pair_id = pair.id), '-infinity')
    where id = coalesce(new.pair_id, old.pair_id);
  return null;
end $$;
create trigger pair_referent_kept after insert or update or delete on pair_referent
  for each row execute function keep_answered_until();

create index audit_subject on audit (subject, action, seq);

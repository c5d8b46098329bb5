-- What each role of infra/postgres/roles.sql may do; run by their owner after each migration, as often
-- as one likes. Where there are no such roles, nothing is granted to anybody.
do $$
begin
  if exists (select from pg_roles where rolname = 'telemaque_app') then
    revoke all on all tables in schema public from telemaque_app;
    grant select, insert, update, delete on all tables in schema public to telemaque_app;
    -- Who looked at what, what was removed, and which migrations have run, it cannot rewrite.
    revoke update, delete on audit, removal_record from telemaque_app;
    revoke insert, update, delete on migration from telemaque_app;
  end if;

  if exists (select from pg_roles where rolname = 'telemaque_reader') then
    revoke all on all tables in schema public from telemaque_reader;
    -- No person, no answer, no ballot, no link: days, themes, and how what is to be done stands.
    grant select on cohort_day, theme, meeting_theme, migration, job to telemaque_reader;
    grant select (id, code, name, time_zone) on cohort to telemaque_reader;
    grant select (id, cohort_id, code, state) on pair to telemaque_reader;
    grant select (id, pair_id, state, source, mode, starts_at, ends_at, held_on, created)
      on meeting to telemaque_reader;
    grant select (id, kind, state, tries, due, created, settled) on effect to telemaque_reader;
  end if;
end $$;

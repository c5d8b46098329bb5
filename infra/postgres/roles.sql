-- Three roles for a PostgreSQL server of one's own: run once in the product's database, by whoever
-- administers the server; again is harmless.
--
--   psql "$ADMIN_URL" -f infra/postgres/roles.sql
--   psql "$ADMIN_URL" -c '\password telemaque_owner'     (and the other two; or Entra identities)
--   DATABASE_URL=postgres://telemaque_owner@host/db npm run migrate
--   DATABASE_URL=postgres://telemaque_app@host/db npm run serve
--
-- The owner's password is needed for migrations alone: keep it from the machine that runs the product.
do $$
begin
  -- Owns tables and triggers; runs migrations, and grants the others what they may do.
  if not exists (select from pg_roles where rolname = 'telemaque_owner') then
    create role telemaque_owner login;
  end if;
  -- Runs the product: reads and writes rows, changes no table, and only adds to the record of looks.
  if not exists (select from pg_roles where rolname = 'telemaque_app') then
    create role telemaque_app login;
  end if;
  -- Reads figures: days, themes, states. No person, no answer, no ballot.
  if not exists (select from pg_roles where rolname = 'telemaque_reader') then
    create role telemaque_reader login;
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to telemaque_owner, telemaque_app, telemaque_reader',
    current_database());
end $$;

revoke all on schema public from public;
grant usage, create on schema public to telemaque_owner;
grant usage on schema public to telemaque_app, telemaque_reader;

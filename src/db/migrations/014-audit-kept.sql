-- Who looked at what is only ever added to: on a server the roles say so as well (grants.sql).
create function audit_kept() returns trigger language plpgsql as $$
begin
  raise exception 'rows of audit are only added' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_kept before update or delete or truncate on audit
  for each statement execute function audit_kept();

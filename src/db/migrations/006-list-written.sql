-- What a row of the committee's list holds, as it was last written: the pair is shown no more and
-- no less. Null while nothing of it stands there.
alter table list_row add column written jsonb;
update list_row r set written = jsonb_build_object('day', m.held_on, 'themes', coalesce((
    select jsonb_agg(t.key order by t.rank) from meeting_theme mt
    join theme t on t.version = mt.theme_version and t.key = mt.theme_key
    where mt.meeting_id = m.id), '[]'))
  from meeting m where m.id = r.meeting_id and r.item_id is not null and m.state = 'held';

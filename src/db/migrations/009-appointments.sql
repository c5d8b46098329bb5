-- Meetings that people make in their own Outlook: who registered each, and when its invitation came.
create table appointment (
  meeting_id uuid primary key references meeting on delete cascade,
  organiser_id uuid not null references person,
  -- Another address they write under than the programme knows, in lower case.
  organiser_mail text check (organiser_mail = lower(organiser_mail)),
  -- When the programme mailbox first had the invitation.
  joined timestamptz,
  -- Whether one is to come: it has not been seen yet, or was seen to be gone.
  awaited boolean not null
);
create index appointment_awaited on appointment (meeting_id) where awaited;

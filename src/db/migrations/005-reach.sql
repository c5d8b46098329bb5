-- When the two of a meeting are to be reminded of it.
create table reminder (
  meeting_id uuid primary key references meeting on delete cascade,
  -- The time it is for: a meeting at another time is thought of anew.
  starts_at timestamptz not null,
  -- When that time was first seen to stand.
  known timestamptz not null,
  -- When the first of the two is; null once both were told, or when neither need be.
  due timestamptz
);
create index reminder_due on reminder (due) where due is not null;
create index meeting_ahead on meeting (starts_at) where state = 'booked';

-- The bot's installation for somebody of our own tenant, as it was last tried: at most once a day.
create table installation (
  person_id uuid primary key references person on delete cascade,
  tried timestamptz not null,
  outcome text not null
);

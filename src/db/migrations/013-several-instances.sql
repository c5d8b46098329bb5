-- What the personal page and the tabs have asked for lately, counted by all instances together. Not
-- in the write-ahead log nor on any replica; a bucket is shared by thousands of addresses, so that
-- none can be read from it.
create unlogged table allowance (
  kind text not null,
  bucket integer not null,
  left_ms double precision not null,
  within_ms double precision not null,
  at timestamptz not null,
  primary key (kind, bucket)
);

-- Where this store is at home: a copy of it, or one restored elsewhere, must not begin to send by
-- itself what its original has sent or is sending.
create table home (
  only_one boolean primary key default true check (only_one),
  store text not null
);

-- Messages that left after the backup a store was restored from, by digest of their key.
create table sent_before (digest text primary key);

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

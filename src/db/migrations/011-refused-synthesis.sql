-- Why a synthesis must not be published: a word of a closed list, never anything of the answers. The
-- list is that of domain/synthesis-audit.ts.
alter table wave add column refused text check (refused in (
  'unreadable', 'unknown-field', 'exact-count', 'not-of-this-wave', 'published-twice',
  'other-partition', 'small-difference', 'too-few', 'suppression-shows', 'too-fine', 'untrue',
  'not-by-the-rule', 'certain-inference', 'nobody-else', 'trend-beyond-published'
));

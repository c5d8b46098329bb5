-- What an operator asks every minute: the few effects that did not end well, among all that did.
create index effect_stuck on effect (state, kind, settled) where state in ('unknown', 'failed');

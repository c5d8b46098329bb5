import type { KnownRow, WrittenRow } from '../db/list-rows.ts';
import { rowKey } from '../domain/meeting-ids.ts';
import { dayOf } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { ListPlace, ListRow, TrackingList } from '../graph/ports.ts';
import type { Deps } from './deps.ts';

export interface ListDeps extends Deps {
  list: TrackingList;
  /** A theme as the list's choices spell it. */
  themeLabel: (key: string) => string;
  hash: (text: string) => string;
}

/** Brings the meeting's row in the committee's list to what is recorded. May run any number of times. */
export async function syncList(deps: ListDeps, id: string): Promise<Outcome> {
  const t = deps.db.read;
  const meeting = await t.meetings.get(id);
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
  if (!meeting || !pair) return { dropped: 'no such meeting' };
  const place: ListPlace = pair.cohort.settings.list;
  const known = await t.listRows.get(id);
  if (meeting.state !== 'held' || meeting.heldOn === null) {
    return known ? remove(deps, place, known) : { dropped: 'nothing recorded' };
  }
  const themes = await t.meetings.themes(id);
  const row: ListRow = {
    key: known?.key ?? rowKey(id),
    pairCode: pair.code,
    day: meeting.heldOn,
    themes: themes.map(deps.themeLabel),
  };
  const standing = known ?? empty(id, row.key);
  // Known before the call: a row whose reply is lost can still be taken away by its key.
  if (!known) await deps.db.tx((tx) => tx.listRows.save(standing));
  return write(deps, place, row, { standing, written: { day: row.day, themes } });
}

const empty = (meeting: string, key: string): KnownRow => ({
  meeting,
  key,
  itemId: null,
  etag: null,
  hash: null,
  written: null,
});

async function write(
  deps: ListDeps,
  place: ListPlace,
  row: ListRow,
  { standing: known, written }: { standing: KnownRow; written: WrittenRow },
): Promise<Outcome> {
  const hash = deps.hash(JSON.stringify([row.pairCode, row.day, row.themes]));
  if (known.itemId !== null && known.hash === hash) return { dropped: 'up to date' };
  const { itemId, etag } = known;
  const changed =
    itemId !== null && etag !== null
      ? await deps.list.change(place, { itemId, etag }, row)
      : 'gone';
  const item = changed === 'gone' ? await deps.list.add(place, row) : changed;
  return {
    done: true,
    remoteId: item.itemId,
    save: (t) => t.listRows.save({ ...known, itemId: item.itemId, etag: item.etag, hash, written }),
  };
}

async function remove(deps: ListDeps, place: ListPlace, known: KnownRow): Promise<Outcome> {
  // By key: a row whose reply was lost is there without our knowing its number.
  await deps.list.remove(place, known.key);
  return {
    done: true,
    save: (t) => t.listRows.save({ ...known, itemId: null, etag: null, hash: null, written: null }),
  };
}

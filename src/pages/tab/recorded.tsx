import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { RecordedRows } from '../shared/recorded-rows.tsx';
import { Looks } from './looks.tsx';
import type { HomePage } from './needed.ts';

/** What the committee's list says of the pair, as its readers see it, and who they are. */
export function Recorded({ page: { recorded, reader } }: { page: HomePage }) {
  const { common, tab } = words(reader.locale);
  const { rows, coaches, recording } = recorded;
  const readers =
    coaches.length > 0
      ? tab.recorded.readBy(listText(coaches, reader.locale))
      : tab.recorded.readByNobody;
  return (
    <section aria-labelledby="recorded-title">
      <h2 id="recorded-title">{tab.recorded.title}</h2>
      <p>
        {common.kept(recording)}{' '}
        <a href="/donnees" target="_blank" rel="noreferrer">
          {common.data}
        </a>
      </p>
      <p>{readers}</p>
      <RecordedRows rows={rows} reader={reader} />
      <Looks looks={recorded.looks} reader={reader} />
    </section>
  );
}

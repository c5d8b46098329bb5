import { words } from '../../words/words.ts';
import type { Button } from '../link/act-row.ts';
import type { HomePage } from './needed.ts';
import { type Press, Pressable } from './press.tsx';

/** Whoever answers for the pair, and a talk asked for in one press. */
export function Referent({ page, press }: { page: HomePage; press: Press }) {
  const { tab, referent: told } = words(page.reader.locale);
  const { referent, replyTo, pair } = page;
  const ask: Button = { title: tab.askTalk, go: { kind: 'referent', pair, asked: false } };
  return (
    <section aria-labelledby="referent-title">
      <h2 id="referent-title">{told.title}</h2>
      {referent ? (
        <>
          <p className="moment">{referent.name}</p>
          {referent.phone && (
            <p>
              <a href={`tel:${referent.phone.replace(/[^+\d]/g, '')}`} className="whole">
                {referent.phone}
              </a>
            </p>
          )}
          <Pressable button={ask} press={press} />
        </>
      ) : (
        <p>
          {tab.noReferent} <a href={`mailto:${replyTo}`}>{replyTo}</a>
        </p>
      )}
    </section>
  );
}

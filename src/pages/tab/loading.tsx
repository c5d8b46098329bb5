import { type Locale, words } from '../../words/words.ts';
import { unusual, useSlow } from '../shared/slow.ts';

/** The shape of what is to come, with a word. */
export function Loading({ locale }: { locale: Locale }) {
  const { tab } = words(locale);
  const slow = useSlow(true, unusual);
  return (
    <div className="loading">
      <p role="status">{slow ? tab.slow : tab.opening}</p>
      <div className="shapes" aria-hidden="true">
        <span className="title-shape" />
        <span className="picture-shape" />
        <span className="sentence-shape" />
        <span className="button-shape" />
      </div>
    </div>
  );
}

import { type Locale, words } from '../../words/words.ts';

/** The shape of what is to come, with a word. */
export function Loading({ locale }: { locale: Locale }) {
  return (
    <div className="loading">
      <p role="status">{words(locale).tab.opening}</p>
      <div className="shapes" aria-hidden="true">
        <span className="title-shape" />
        <span className="picture-shape" />
        <span className="sentence-shape" />
        <span className="button-shape" />
      </div>
    </div>
  );
}

import { type Locale, words } from '../../words/words.ts';

interface Asked {
  locale: Locale;
  putAway: () => void;
}

/** What this tab is for, until it is put away. */
export function FirstVisit({ locale, putAway }: Asked) {
  const { title, text, done } = words(locale).tab.firstVisit;
  const close = () => {
    putAway();
    document.getElementById('title')?.focus();
  };
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{title}</h2>
      {text.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <button type="button" className="press" onClick={close}>
        {done}
      </button>
    </section>
  );
}

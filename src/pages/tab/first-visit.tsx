import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { type Locale, words } from '../../words/words.ts';

const key = 'telemaque.tab.explained';

/** Browsers that keep nothing for framed pages throw at the question itself. */
function wasExplained(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function noteExplained(): void {
  try {
    localStorage.setItem(key, 'yes');
  } catch {
    // It is shown again next time, and can be put away again.
  }
}

/** What this tab is for, until it is put away. */
export function FirstVisit({ locale }: { locale: Locale }) {
  const [away, putAway] = useState(wasExplained);
  if (away) return null;
  const { title, text, done } = words(locale).tab.firstVisit;
  const close = () => {
    noteExplained();
    putAway(true);
    document.getElementById('title')?.focus();
  };
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{title}</h2>
      {text.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Button onClick={close}>{done}</Button>
    </section>
  );
}

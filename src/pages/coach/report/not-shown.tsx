import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { reportWords } from '../../../words/report.ts';
import type { Locale } from '../../../words/words.ts';
import { isAgain, type Missing } from '../../shared/missing.ts';

interface Asked {
  missing: Missing;
  locale: Locale;
  retry: () => Promise<void>;
}

/** In place of the figures: what happened, and what to do; a connection that is back is enough. */
export function NotShown({ missing, locale, retry }: Asked) {
  const { problem, opening } = reportWords(locale);
  const [asking, setAsking] = useState(false);
  const again = async () => {
    setAsking(true);
    await retry().finally(() => setAsking(false));
  };
  useEffect(() => {
    if (missing !== 'offline') return;
    const back = () => void retry();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [missing, retry]);
  const text = missing === 'offline' ? problem.offline : isAgain(missing) ? problem.busy : null;
  return (
    <section className="panel">
      <p role="alert">{text ?? problem.other}</p>
      <Button appearance="primary" onClick={() => void again()} disabledFocusable={asking}>
        {problem.retry}
      </Button>
      <p role="status">{asking ? opening : ''}</p>
    </section>
  );
}

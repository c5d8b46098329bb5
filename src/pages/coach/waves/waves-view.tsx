import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { WavesPage } from '../../../domain/waves-model.ts';
import { type WavesWords, wavesWords } from '../../../words/waves.ts';
import { words as allWords, type Locale } from '../../../words/words.ts';
import { isAgain, type Missing } from '../../shared/missing.ts';
import { Loading } from '../loading.tsx';
import type { SectionAsked } from '../section.ts';
import { type Trouble, useWaves, type Waves } from './use-waves.ts';
import { WavePart } from './wave-part.tsx';
import './waves.css';

/** Both questionnaires of a cohort: for its coaches how each stands, for its pilot what came of them. */
export function WavesView({ api, head, locale }: SectionAsked) {
  const waves = useWaves(api, head.cohort);
  const { page, missing, reload } = waves;
  const told = wavesWords(locale);
  useEffect(() => {
    if (missing !== 'offline') return;
    const back = () => void reload();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [missing, reload]);
  if (missing) return <NotShown {...{ missing, told, reload }} />;
  if (!page) return <Loading text={told.opening} />;
  return <Shown {...{ page, waves, api, told, locale }} />;
}

interface Shows extends Pick<SectionAsked, 'api'> {
  page: WavesPage;
  waves: Waves;
  told: WavesWords;
  locale: Locale;
}

function Shown({ page, waves, api, told, locale }: Shows) {
  const isCoach = page.waves.some(({ coach }) => coach !== null);
  return (
    <div className="waves">
      <header>
        <h2 id="waves-title" tabIndex={-1}>
          {told.title}
        </h2>
        <p className="quiet">{isCoach ? told.intro : told.introPilot}</p>
      </header>
      <Messages {...{ waves, told, locale }} />
      {page.waves.map((wave) => (
        <WavePart key={wave.moment} {...{ wave, waves, api, told }} reader={page.head.reader} />
      ))}
    </div>
  );
}

/** What came of a press, what stood in the way, and that an answer is on its way. */
function Messages({ waves, told, locale }: Pick<Shows, 'waves' | 'told' | 'locale'>) {
  const { done, trouble, working } = waves;
  return (
    <div className="messages">
      <div role="status">
        {working && <p className="quiet">{told.working}</p>}
        {done && <p className="said">{told.press[done]}</p>}
      </div>
      <div role="alert">
        {trouble && <p className="trouble">{troubleText(trouble, told, locale)}</p>}
      </div>
    </div>
  );
}

function troubleText(trouble: Trouble, { problem }: WavesWords, locale: Locale): string {
  const { refusals } = allWords(locale);
  if ('refused' in trouble) return refusals[trouble.refused] ?? refusals['try-again'];
  return trouble.missing === 'offline' ? problem.offline : problem.busy;
}

interface Without extends Pick<Shows, 'told'> {
  missing: Missing;
  reload: () => Promise<void>;
}

function NotShown({ missing, told: { problem }, reload }: Without) {
  const text = missing === 'offline' ? problem.offline : isAgain(missing) ? problem.busy : null;
  return (
    <section className="panel">
      <p role="alert">{text ?? problem.other}</p>
      <Button appearance="primary" onClick={() => void reload()}>
        {problem.retry}
      </Button>
    </section>
  );
}

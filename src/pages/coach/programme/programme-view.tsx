import { Button } from '@fluentui/react-components';
import { useId, useRef } from 'react';
import type { ProgrammePage } from '../../../domain/programme-model.ts';
import { instantText } from '../../../words/dates.ts';
import { type ProgrammeWords, programmeWords } from '../../../words/programme.ts';
import { words as allWords, type Locale } from '../../../words/words.ts';
import type { SectionAsked } from '../section.ts';
import { CoachesPart } from './coaches-part.tsx';
import { ImportPart } from './import-part.tsx';
import { PairsPart } from './pairs-part.tsx';
import { QuestionsPart } from './questions-part.tsx';
import { DatesPart, HoursPart, RhythmPart } from './settings-parts.tsx';
import { type Programme, type Told, type Trouble, useProgramme } from './use-programme.ts';
import './programme.css';

/** What a cohort decides for itself: its file, its dates, its rhythm, its hours, who answers. */
export function ProgrammeView({ api, head, locale }: SectionAsked) {
  const words = programmeWords(locale);
  const programme = useProgramme(api, head.cohort);
  const { page } = programme;
  const asked = { api, words, locale, programme };
  return (
    <div className="programme">
      <h2 id="programme-title" tabIndex={-1}>
        {words.title(head.name)}
      </h2>
      <p className="quiet">{words.intro}</p>
      <Messages {...{ words, locale, programme }} />
      {page && (
        <div className="parts">
          <div>
            <ImportPart page={page} {...asked} />
            <DatesPart page={page} {...asked} />
            <HoursPart page={page} {...asked} />
          </div>
          <div>
            <RhythmPart page={page} {...asked} />
            <CoachesPart page={page} {...asked} />
            <ThemesPart page={page} words={words} locale={locale} />
          </div>
          <QuestionsPart {...{ api, locale, programme }} save={words.save} />
          <PairsPart page={page} {...asked} />
        </div>
      )}
    </div>
  );
}

interface Shows {
  words: ProgrammeWords;
  locale: Locale;
  programme: Programme;
}

/** What was done and how to undo it, what stood in the way, and that an answer is on its way. */
function Messages({ words, locale, programme }: Shows) {
  const { page, told, trouble, working } = programme;
  const text = toldText(words, told);
  return (
    <div className="messages told">
      <div role="status">
        {working && <p className="quiet">{page ? words.working : words.loading}</p>}
        {text !== null && <p className={told === 'notSaved' ? 'trouble' : 'said'}>{text}</p>}
      </div>
      <div role="alert">
        {trouble && <p className="trouble">{troubleText(trouble, words, locale)}</p>}
      </div>
      {trouble && !page && <Button onClick={() => void programme.reload()}>{words.retry}</Button>}
      {page?.undo && <Undo {...{ page, words, locale, programme }} />}
    </div>
  );
}

function toldText(words: ProgrammeWords, told: Told | null): string | null {
  if (told === null) return null;
  if (told === 'undone') return words.undo.done;
  if (told === 'imported') return words.files.imported;
  return told === 'left' ? words.files.left : words[told];
}

function troubleText(trouble: Trouble, words: ProgrammeWords, locale: Locale): string {
  const { refusals } = allWords(locale);
  if ('refused' in trouble) return refusals[trouble.refused] ?? refusals['try-again'];
  if (trouble.missing === 'offline') return words.offline;
  const known: Partial<Record<string, string>> = refusals;
  return known[trouble.missing] ?? words.busy;
}

function Undo({ page, words, locale, programme }: Shows & { page: ProgrammePage }) {
  const title = useRef<HTMLParagraphElement>(null);
  const id = useId();
  const { undo } = page;
  if (!undo) return null;
  const reader = { locale, zone: page.zone, nameZone: false };
  const [at, until] = [instantText(undo.at, reader), instantText(undo.until, reader)];
  const press = async () => {
    await programme.undo(undo.change);
    // The button is gone with what it would undo.
    document.getElementById('programme-title')?.focus();
  };
  return (
    <section className="undo" aria-labelledby={id}>
      <h3 id={id}>{words.undo.title}</h3>
      <p ref={title}>{words.undo.text(undo.kind, undo.by, at, until)}</p>
      <Button
        disabledFocusable={programme.working}
        onClick={({ nativeEvent }) => nativeEvent.isTrusted && void press()}
      >
        {words.undo.press}
      </Button>
    </section>
  );
}

function ThemesPart({ page, words, locale }: { page: ProgrammePage } & Omit<Shows, 'programme'>) {
  const id = useId();
  const { themes } = allWords(locale);
  return (
    <section className="panel" aria-labelledby={id}>
      <h3 id={id}>{words.themes.title}</h3>
      <p className="quiet">{words.themes.note}</p>
      <ul className="themes">
        {page.themes.map((theme) => (
          <li key={theme}>{themes[theme]}</li>
        ))}
      </ul>
    </section>
  );
}

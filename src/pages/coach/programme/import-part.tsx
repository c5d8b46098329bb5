import { Button } from '@fluentui/react-components';
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react';
import type { CohortFault } from '../../../domain/cohort-fault.ts';
import type { ProgrammePage, SeenPreview } from '../../../domain/programme-model.ts';
import type {
  CohortFileBody,
  ProgrammeChecked,
  ProgrammeImportBody,
  ProgrammeImported,
} from '../../../web/programme-contract.ts';
import { faultText } from '../../../words/cohort-report.ts';
import { type ProgrammeWords, reportWords } from '../../../words/programme.ts';
import type { Locale } from '../../../words/words.ts';
import { type FileProblem, filesIn } from './chosen-files.ts';
import { Preview } from './preview.tsx';
import type { Programme } from './use-programme.ts';

interface Asked {
  page: ProgrammePage;
  words: ProgrammeWords;
  locale: Locale;
  programme: Programme;
}

/** What came of the files that were chosen. */
type Found =
  | { problem: FileProblem }
  | { faults: CohortFault[] }
  | { file: CohortFileBody; seen: SeenPreview; changed: boolean };

/** A cohort's files: chosen, read, shown, and only then imported. */
export function ImportPart({ words, locale, programme }: Asked) {
  const id = useId();
  const told = words.files;
  const [names, setNames] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const check = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    // The same file, corrected, may be chosen again.
    target.value = '';
    if (files.length === 0) return;
    setNames(files.map(({ name }) => name).join(', '));
    setFound(null);
    const read = await filesIn(files);
    if ('problem' in read) return setFound(read);
    const checked = await programme.ask<ProgrammeChecked>('/api/programme/check', { file: read });
    if (!checked) return;
    setFound('faults' in checked ? checked : { file: read, seen: checked, changed: false });
  };
  const leave = () => {
    setFound(null);
    setNames('');
    input.current?.focus();
  };
  const send = async ({ file, seen }: Extract<Found, { file: object }>) => {
    const body: ProgrammeImportBody = { file, seen: seen.seen };
    const done = await programme.ask<ProgrammeImported>('/api/programme/import', body);
    if (!done) return;
    if ('faults' in done) return setFound(done);
    if ('preview' in done) return setFound({ file, seen: done, changed: true });
    leave();
    programme.tell(done.imported ? 'imported' : 'unchanged', done.page);
  };
  return (
    <section className="panel" aria-labelledby={id}>
      <h3 id={id}>{told.title}</h3>
      <p className="quiet">{told.note}</p>
      <p className="field">
        <label htmlFor={`${id}-file`}>{told.choose}</label>
        <input
          ref={input}
          id={`${id}-file`}
          type="file"
          multiple
          accept=".csv,.txt,.yaml,.yml"
          onChange={(event) => void check(event)}
        />
      </p>
      {names !== '' && <p>{told.chosen(names)}</p>}
      {found && (
        <Result
          {...{ found, words, locale }}
          working={programme.working}
          send={send}
          leave={() => {
            leave();
            programme.tell('left');
          }}
        />
      )}
    </section>
  );
}

interface Shows {
  found: Found;
  words: ProgrammeWords;
  locale: Locale;
  working: boolean;
  send: (found: Extract<Found, { file: object }>) => Promise<void>;
  leave: () => void;
}

function Result({ found, words, locale, working, send, leave }: Shows) {
  const told = words.files;
  const title = useRef<HTMLHeadingElement>(null);
  // What was found is read from its title on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another title
  useEffect(() => title.current?.focus(), [found]);
  if ('problem' in found) {
    return (
      <p role="alert" className="wrong">
        {told[found.problem]}
      </p>
    );
  }
  if ('faults' in found) {
    return (
      <>
        <h4 ref={title} tabIndex={-1}>
          {told.faultsTitle(found.faults.length)}
        </h4>
        <p>{told.faultsNote}</p>
        <Faults faults={found.faults} words={words} locale={locale} />
      </>
    );
  }
  return (
    <>
      <h4 ref={title} tabIndex={-1}>
        {told.previewTitle}
      </h4>
      {found.changed && <p className="trouble">{told.changed}</p>}
      <Preview preview={found.seen.preview} words={words} locale={locale} />
      <p className="acts">
        <Button
          appearance="primary"
          disabledFocusable={working}
          onClick={({ nativeEvent }) => nativeEvent.isTrusted && void send(found)}
        >
          {told.import}
        </Button>
        <Button onClick={leave}>{told.leave}</Button>
      </p>
    </>
  );
}

/** As many as anybody corrects before trying again. */
const mostFaults = 100;

function Faults({
  faults,
  words,
  locale,
}: Pick<Shows, 'words' | 'locale'> & { faults: CohortFault[] }) {
  const told = words.files;
  const report = reportWords(locale);
  return (
    <ul className="file-faults">
      {faults.slice(0, mostFaults).map((fault) => {
        const { place, problem, remedy } = faultText(fault, report);
        return (
          <li key={`${place} ${problem}`}>
            <span className="quiet">
              <span className="unseen">{told.place} </span>
              {place}
            </span>
            <span className="wrong">{problem}.</span>
            <span>
              <span className="unseen">{told.remedy} </span>
              {remedy}.
            </span>
          </li>
        );
      })}
    </ul>
  );
}

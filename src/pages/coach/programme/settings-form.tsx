import { Button } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { FieldFault } from '../../../domain/programme-settings.ts';
import type { ProgrammeChange } from '../../../web/programme-contract.ts';
import type { ProgrammeWords } from '../../../words/programme.ts';
import type { Programme } from './use-programme.ts';

interface Asked {
  title: string;
  note?: string;
  words: ProgrammeWords;
  programme: Programme;
  version: string;
  /** What is saved, as it is written now. */
  change: () => ProgrammeChange;
  children: (faults: readonly FieldFault[]) => ReactNode;
}

/** One section of the settings: its fields, what is wrong with them, and the way to save them. */
export function SettingsForm(asked: Asked) {
  const { title, note, words, programme, version, change, children } = asked;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  useEffect(() => {
    // Whoever saved something wrong is led to the first of it.
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [faults]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted || programme.working) return;
    const saved = await programme.save(version, change());
    if (saved) setFaults(saved.faults ?? []);
  };
  return (
    <section className="panel" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {note !== undefined && <p className="quiet">{note}</p>}
      <form ref={form} onSubmit={(event) => void send(event)} noValidate>
        {children(faults)}
        <Button type="submit" disabledFocusable={programme.working}>
          {words.save}
          <span className="unseen"> {title}</span>
        </Button>
      </form>
    </section>
  );
}

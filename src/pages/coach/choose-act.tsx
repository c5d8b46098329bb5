import { Button } from '@fluentui/react-components';
import { type FormEvent, useId, useState } from 'react';

interface Asked {
  label: string;
  /** Stands in the list until something is chosen. */
  first: string;
  /** What is said of a press without a choice. */
  missing: string;
  note: string;
  /** The words of the button. */
  press: string;
  choices: readonly { value: string; title: string }[];
  choose: (value: string) => void;
}

/** An act that needs one choice first. */
export function ChooseAct({ label, first, missing, note, press, choices, choose }: Asked) {
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState(false);
  // Whoever had chosen what is no longer offered chooses again.
  const value = choices.some((each) => each.value === chosen) ? chosen : '';
  const wrong = asked && value === '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted) return;
    setAsked(value === '');
    if (value !== '') choose(value);
    else document.getElementById(id)?.focus();
  };
  return (
    <form className="choose" onSubmit={send} noValidate>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong ${id}-note` : `${id}-note`}
        onChange={({ target }) => setChosen(target.value)}
      >
        <option value="">{first}</option>
        {choices.map((each) => (
          <option key={each.value} value={each.value}>
            {each.title}
          </option>
        ))}
      </select>
      {wrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {missing}
        </p>
      )}
      <p className="quiet" id={`${id}-note`}>
        {note}
      </p>
      <Button type="submit">{press}</Button>
    </form>
  );
}

import { useId } from 'react';
import type { FieldFault } from '../../../domain/programme-settings.ts';
import type { ProgrammeWords } from '../../../words/programme.ts';

/** What is wrong with a field, in words. */
export function faultOf(
  words: ProgrammeWords,
  faults: readonly FieldFault[],
  field: string,
): string | null {
  const fault = faults.find((one) => one.field === field);
  if (!fault) return null;
  const told = words.faults[fault.problem];
  return typeof told === 'string' ? told : told(fault.limit ?? 0);
}

interface Asked {
  label: string;
  type: 'number' | 'date' | 'time';
  value: string;
  fault: string | null;
  disabled?: boolean;
  change: (value: string) => void;
}

/** A field with its label above and what is wrong with it below. */
export function Field({ label, type, value, fault, disabled = false, change }: Asked) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        disabled={disabled}
        inputMode={type === 'number' ? 'numeric' : undefined}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={({ target }) => change(target.value)}
      />
      {fault !== null && (
        <span className="wrong" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </p>
  );
}

interface Choice {
  label: string;
  value: string;
  /** Stands in the list until something is chosen, or for nobody. */
  first: string;
  choices: readonly { id: string; name: string }[];
  change: (value: string) => void;
}

/** A choice of one person, or of nobody. */
export function Select({ label, value, first, choices, change }: Choice) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => change(target.value)}>
        <option value="">{first}</option>
        {choices.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </p>
  );
}

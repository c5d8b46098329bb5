import { Button } from '@fluentui/react-components';
import { type FormEvent, useId, useState } from 'react';
import type { AnsweringProblem } from '../../../domain/answering.ts';
import type { ProgrammePage } from '../../../domain/programme-model.ts';
import type { ProgrammeWords } from '../../../words/programme.ts';
import { Field, Select } from './field.tsx';
import type { Programme } from './use-programme.ts';

interface Asked {
  page: ProgrammePage;
  words: ProgrammeWords;
  programme: Programme;
}

/** Coaches with their pairs and who stands in for them, and all pairs of one handed to another. */
export function CoachesPart(asked: Asked) {
  const { page, words, programme } = asked;
  const id = useId();
  const told = words.coaches;
  const [problem, setProblem] = useState<AnsweringProblem | null>(null);
  const stand = async (coach: string, deputy: string | null) => {
    const change = { section: 'deputy', coach, deputy } as const;
    const saved = await programme.save(page.answeringVersion, change);
    setProblem(saved?.problem ?? null);
  };
  return (
    <section className="panel" aria-labelledby={id}>
      <h3 id={id}>{told.title}</h3>
      <ul className="coaches">
        {page.coaches.map(({ id: coach, name, pairs, deputy }) => (
          <li key={coach}>
            <span>
              {name} <span className="quiet">{told.pairs(pairs)}</span>
            </span>
            <Select
              label={told.deputy(name)}
              value={deputy ?? ''}
              first={told.nobody}
              choices={page.coaches.filter((each) => each.id !== coach)}
              change={(value) => void stand(coach, value === '' ? null : value)}
            />
          </li>
        ))}
      </ul>
      {problem && <p className="wrong">{words.problems[problem]}</p>}
      <HandOver {...asked} />
    </section>
  );
}

function HandOver({ page, words, programme }: Asked) {
  const told = words.coaches;
  const [wish, setWish] = useState({ coach: '', to: '', from: page.today });
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted || programme.working) return;
    if (Object.values(wish).some((value) => value === '')) return setWrong(told.chooseAll);
    const change = { section: 'hand-over', ...wish } as const;
    const saved = await programme.save(page.answeringVersion, change);
    setWrong(saved?.problem ? words.problems[saved.problem] : null);
    if (saved?.saved) setWish({ coach: '', to: '', from: page.today });
  };
  const select = (key: 'coach' | 'to', label: string) => (
    <Select
      {...{ label, value: wish[key], first: told.choose, choices: page.coaches }}
      change={(value) => setWish({ ...wish, [key]: value })}
    />
  );
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <fieldset>
        <legend>{told.handOver}</legend>
        {select('coach', told.coach)}
        {select('to', told.towards)}
        <Field
          {...{ label: told.day, type: 'date', value: wish.from, fault: null }}
          change={(from) => setWish({ ...wish, from })}
        />
      </fieldset>
      <p className="quiet">{told.note}</p>
      <p role="alert" className="wrong">
        {wrong}
      </p>
      <Button type="submit" disabledFocusable={programme.working}>
        {told.press}
      </Button>
    </form>
  );
}

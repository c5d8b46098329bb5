import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useId, useState } from 'react';
import type {
  AnsweringLine,
  AnsweringList,
  ProgrammePage,
} from '../../../domain/programme-model.ts';
import type { ProgrammePairsBody, ProgrammePairsRead } from '../../../web/programme-contract.ts';
import { shortDayText } from '../../../words/dates.ts';
import type { ProgrammeWords } from '../../../words/programme.ts';
import type { Locale } from '../../../words/words.ts';
import type { CoachApi } from '../ask.ts';
import { Select } from './field.tsx';
import { useDraft } from './use-draft.ts';
import type { Programme } from './use-programme.ts';

interface Asked {
  api: CoachApi;
  page: ProgrammePage;
  words: ProgrammeWords;
  locale: Locale;
  programme: Programme;
}

/** Milliseconds after the last letter until it is looked for. */
const pauseInTyping = 250;

/** Who answers for one pair in particular, found by its code or a name. */
export function PairsPart(asked: Asked) {
  const { api, page, words } = asked;
  const id = useId();
  const [search, setSearch] = useState('');
  const [list, setList] = useState<AnsweringList | null>(null);
  const { cohort, answeringVersion } = page;
  const read = useCallback(
    async (sought: string, after?: string) => {
      const body: ProgrammePairsBody = {
        cohort,
        search: sought,
        ...(after === undefined ? {} : { after }),
      };
      const outcome = await api.ask<ProgrammePairsRead>('/api/programme/pairs', body);
      return outcome.kind === 'reply' ? outcome.reply.page : null;
    },
    [api, cohort],
  );
  // Read anew whenever who answers has changed, whoever changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what makes it old
  useEffect(() => {
    let stale = false;
    const reading = setTimeout(async () => {
      const found = await read(search);
      if (!stale && found) setList(found);
    }, pauseInTyping);
    return () => {
      stale = true;
      clearTimeout(reading);
    };
  }, [read, search, answeringVersion]);
  const more = async (after: string) => {
    const found = await read(search, after);
    if (found && list) setList({ ...found, lines: [...list.lines, ...found.lines] });
  };
  const told = words.pairs;
  return (
    <section className="panel" aria-labelledby={id}>
      <h3 id={id}>{told.title}</h3>
      <p className="field">
        <label htmlFor={`${id}-search`}>{told.search}</label>
        <input
          id={`${id}-search`}
          type="search"
          value={search}
          maxLength={100}
          onChange={({ target }) => setSearch(target.value)}
        />
      </p>
      <p role="status">{nothing(list, search, words)}</p>
      <ul className="answering">
        {list?.lines.map((line) => (
          <PairLine key={line.pair} line={line} {...asked} />
        ))}
      </ul>
      {list?.next && <Button onClick={() => void more(list.next ?? '')}>{told.more}</Button>}
    </section>
  );
}

function nothing(list: AnsweringList | null, search: string, { pairs }: ProgrammeWords): string {
  if (!list || list.lines.length > 0) return '';
  return search === '' ? pairs.empty : pairs.none;
}

function PairLine({ line, page, words, locale, programme }: Asked & { line: AnsweringLine }) {
  const told = words.pairs;
  const { pair, code, names, referent, deputies, from, version } = line;
  const [draft, setDraft] = useDraft({ referent: referent ?? '', deputy: deputies[0] ?? '' });
  const others = deputies.slice(1);
  const nameOf = (id: string) => page.coaches.find((coach) => coach.id === id)?.name ?? '';
  const changed = draft.referent !== (referent ?? '') || draft.deputy !== (deputies[0] ?? '');
  const save = () => {
    const kept = others.filter((one) => one !== draft.referent && one !== draft.deputy);
    const next = [...(draft.deputy === '' ? [] : [draft.deputy]), ...kept];
    const change = { section: 'pair', pair, referent: draft.referent, deputies: next } as const;
    void programme.save(version, change);
  };
  const reader = { locale, zone: page.zone, nameZone: false };
  return (
    <li>
      <span>
        <span className="code">{code}</span> {names.join(' · ')}{' '}
        {from !== null && <span className="quiet">{told.coming(shortDayText(from, reader))}</span>}
        {others.length > 0 && (
          <span className="quiet"> {told.others(others.map(nameOf).join(', '))}</span>
        )}
      </span>
      <Select
        {...{ label: told.referent(code), value: draft.referent, choices: page.coaches }}
        first={told.nobody}
        // Nobody stands in for themselves.
        change={(value) =>
          setDraft({ referent: value, deputy: draft.deputy === value ? '' : draft.deputy })
        }
      />
      <Select
        {...{ label: told.deputy(code), value: draft.deputy, first: told.nobody }}
        choices={page.coaches.filter(({ id }) => id !== draft.referent)}
        change={(value) => setDraft({ ...draft, deputy: value })}
      />
      {changed && draft.referent !== '' && (
        <Button onClick={save} disabledFocusable={programme.working}>
          {told.save(code)}
        </Button>
      )}
    </li>
  );
}

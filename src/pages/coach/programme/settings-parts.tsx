import type { DayKind } from '../../../domain/people.ts';
import type { ProgrammePage } from '../../../domain/programme-model.ts';
import type { FieldFault } from '../../../domain/programme-settings.ts';
import type { Hours } from '../../../domain/time.ts';
import type { ProgrammeWords } from '../../../words/programme.ts';
import { Field, faultOf } from './field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { numberOf, useDraft } from './use-draft.ts';
import type { Programme } from './use-programme.ts';

interface Asked {
  page: ProgrammePage;
  words: ProgrammeWords;
  programme: Programme;
}

type Faults = readonly FieldFault[];

const dayKinds: readonly DayKind[] = ['launch', 'midterm', 'closing'];
const digits = (value: number) => (value < 0 ? '' : String(value));

/** The three days of the year, each with its hours. */
export function DatesPart({ page, words, programme }: Asked) {
  const told = words.dates;
  const base = { days: page.days, dayHours: page.settings.dayHours };
  const [draft, setDraft] = useDraft(base);
  const setHours = (kind: DayKind, part: keyof Hours, value: string) => {
    const hours = { ...draft.dayHours[kind], [part]: value };
    setDraft({ ...draft, dayHours: { ...draft.dayHours, [kind]: hours } });
  };
  const rows = (faults: Faults) =>
    dayKinds.map((kind) => {
      const held = page.days[kind] < page.today;
      return (
        <fieldset key={kind} className="day">
          <legend>
            {told.days[kind]} {held && <span className="quiet">{told.held}</span>}
          </legend>
          <Field
            {...{ label: told.date, type: 'date', disabled: held, value: draft.days[kind] }}
            fault={faultOf(words, faults, `days.${kind}`)}
            change={(day) => setDraft({ ...draft, days: { ...draft.days, [kind]: day } })}
          />
          {(['from', 'to'] as const).map((part) => (
            <Field
              key={part}
              label={part === 'from' ? told.starts : told.ends}
              {...{ type: 'time', disabled: held, value: draft.dayHours[kind][part] }}
              fault={faultOf(words, faults, `dayHours.${kind}.${part}`)}
              change={(value) => setHours(kind, part, value)}
            />
          ))}
        </fieldset>
      );
    });
  return (
    <SettingsForm
      {...{ title: told.title, note: told.note, words, programme, version: page.settingsVersion }}
      change={() => ({ section: 'dates', ...draft })}
    >
      {rows}
    </SettingsForm>
  );
}

/** The mark, who hears of a silence when, and how long a pause may be. */
export function RhythmPart({ page, words, programme }: Asked) {
  const told = words.rhythm;
  const { rhythm, ladder, longestPauseDays } = page.settings;
  const [draft, setDraft] = useDraft({ rhythm, ladder, longestPauseDays });
  const number = (faults: Faults, field: string, label: string, value: number, set: SetNumber) => (
    <Field
      key={field}
      {...{ label, type: 'number', value: digits(value) }}
      fault={faultOf(words, faults, field)}
      change={(text) => set(numberOf(text))}
    />
  );
  const fields = (faults: Faults) => (
    <>
      <fieldset>
        <legend>{told.rhythm}</legend>
        {(['markDays', 'least', 'most'] as const).map((key) =>
          number(faults, `rhythm.${key}`, told[key], draft.rhythm[key], (value) =>
            setDraft({ ...draft, rhythm: { ...draft.rhythm, [key]: value } }),
          ),
        )}
      </fieldset>
      <fieldset>
        <legend>{told.ladder}</legend>
        {(['mentee', 'both', 'referent', 'everyDays'] as const).map((key) =>
          number(faults, `ladder.${key}`, told[key], draft.ladder[key], (value) =>
            setDraft({ ...draft, ladder: { ...draft.ladder, [key]: value } }),
          ),
        )}
      </fieldset>
      <fieldset>
        <legend>{told.pause}</legend>
        {number(
          faults,
          'longestPauseDays',
          told.longestPauseDays,
          draft.longestPauseDays,
          (value) => setDraft({ ...draft, longestPauseDays: value }),
        )}
      </fieldset>
    </>
  );
  return (
    <SettingsForm
      {...{ title: told.title, words, programme, version: page.settingsVersion }}
      change={() => ({ section: 'rhythm', ...draft })}
    >
      {fields}
    </SettingsForm>
  );
}

type SetNumber = (value: number) => void;

/** When meetings may be, and how far ahead they are proposed. */
export function HoursPart({ page, words, programme }: Asked) {
  const told = words.hours;
  const { workingHours, lunch, noticeHours, horizonDays } = page.settings;
  const [draft, setDraft] = useDraft({ workingHours, lunch, noticeHours, horizonDays });
  const fields = (faults: Faults) => (
    <>
      {(['workingHours', 'lunch'] as const).map((key) => (
        <fieldset key={key}>
          <legend>{told[key]}</legend>
          {(['from', 'to'] as const).map((part) => (
            <Field
              key={part}
              label={part === 'from' ? words.dates.starts : words.dates.ends}
              {...{ type: 'time', value: draft[key][part] }}
              fault={faultOf(words, faults, `${key}.${part}`)}
              change={(value) => setDraft({ ...draft, [key]: { ...draft[key], [part]: value } })}
            />
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>{told.ahead}</legend>
        {(['noticeHours', 'horizonDays'] as const).map((key) => (
          <Field
            key={key}
            {...{ label: told[key], type: 'number', value: digits(draft[key]) }}
            fault={faultOf(words, faults, key)}
            change={(text) => setDraft({ ...draft, [key]: numberOf(text) })}
          />
        ))}
      </fieldset>
    </>
  );
  return (
    <SettingsForm
      {...{ title: told.title, note: told.note, words, programme, version: page.settingsVersion }}
      change={() => ({ section: 'hours', ...draft })}
    >
      {fields}
    </SettingsForm>
  );
}

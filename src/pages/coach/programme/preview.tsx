import { type ImportPreview, isEmptyPreview } from '../../../domain/import-preview.ts';
import { dayLines, dayText, fill } from '../../../words/cohort-report.ts';
import { type ProgrammeWords, reportWords } from '../../../words/programme.ts';
import type { Locale } from '../../../words/words.ts';

interface Asked {
  preview: ImportPreview;
  words: ProgrammeWords;
  locale: Locale;
}

/** What an import would write, one list for each kind of change. */
export function Preview({ preview, words, locale }: Asked) {
  const told = words.files;
  const lists = linesOf({ preview, words, locale }).filter(([, lines]) => lines.length > 0);
  return (
    <div className="preview">
      <p>{told.inFile(preview.pairsInFile, preview.peopleInFile)}</p>
      {isEmptyPreview(preview) && <p>{told.nothing}</p>}
      {lists.map(([title, lines]) => (
        <section key={title} aria-label={title}>
          <h5>{title}</h5>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      {preview.linked > 0 && <p>{told.linked(preview.linked)}</p>}
    </div>
  );
}

function linesOf({ preview, words, locale }: Asked): [title: string, lines: string[]][] {
  const told = words.files;
  const report = reportWords(locale);
  const { days, settings, pairsAdded, peopleAdded, peopleUpdated, answering, absent } = preview;
  const value = (text: string) => told.values[text] ?? text;
  return [
    [told.days, dayLines({ days }, report)],
    [
      told.settings,
      settings.map(({ setting, before, after }) =>
        told.setting(told.labels[setting] ?? setting, value(before), value(after)),
      ),
    ],
    [
      told.pairsAdded,
      pairsAdded.map(({ code, mentee, mentor, referent }) =>
        told.pair(code, mentee, mentor, referent),
      ),
    ],
    [told.peopleAdded, peopleAdded.map(({ name, mail }) => `${name} (${mail})`)],
    [
      told.peopleUpdated,
      peopleUpdated.map(({ name, fields }) => {
        const names: Readonly<Record<string, string>> = report.report.fields;
        return told.updated(name, fields.map((field) => names[field] ?? field).join(', '));
      }),
    ],
    [
      told.roles,
      [
        ...preview.rolesAdded.map(({ name, role }) => told.roleAdded(name, told.role[role])),
        ...preview.rolesRemoved.map(({ name, role }) => told.roleRemoved(name, told.role[role])),
      ],
    ],
    [
      told.answering,
      answering.map(({ pair, kind, name, from }) => {
        const template =
          name === null ? report.report.answering.nobody : report.report.answering[kind];
        return fill(template, { pair, name: name ?? '', day: dayText(from, report) });
      }),
    ],
    [told.absent, absent.length > 0 ? [absent.join(', ')] : []],
  ];
}

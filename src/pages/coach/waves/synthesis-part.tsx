import { Button } from '@fluentui/react-components';
import { type CSSProperties, useState } from 'react';
import type { Reader } from '../../../domain/card-model.ts';
import type { CellTold, Share } from '../../../domain/synthesis-model.ts';
import type { SynthesisShown } from '../../../domain/waves-model.ts';
import type { WaveDocumentBody } from '../../../web/wave-contract.ts';
import {
  type SynthesisLines,
  synthesisLines,
  type ToldPart,
} from '../../../words/synthesis-lines.ts';
import type { WavesWords } from '../../../words/waves.ts';
import { words } from '../../../words/words.ts';
import type { SectionAsked } from '../section.ts';
import { PressPart } from './press-part.tsx';
import type { Waves } from './use-waves.ts';

interface Asked extends Pick<SectionAsked, 'api'> {
  shown: SynthesisShown;
  waves: Waves;
  told: WavesWords;
  reader: Reader;
}

/** What a questionnaire came to, and what a coach may do with it. */
export function SynthesisPart({ shown, waves, api, told, reader }: Asked) {
  const { synthesis, state, press, wave } = shown;
  const { survey } = words(reader.locale);
  return (
    <>
      {press ? (
        <PressPart {...{ wave, press, state, waves, told, survey }} />
      ) : (
        <p className="quiet">{survey.released}</p>
      )}
      <div className="cells">
        {synthesis.cells.map((cell) => (
          <Cell key={cell.cell} cell={cell} reader={reader} />
        ))}
      </div>
      <p className="quiet">{survey.rule}</p>
      {state === 'released' && <TakeAway {...{ api, wave, told }} />}
    </>
  );
}

function Cell({ cell, reader }: { cell: CellTold; reader: Reader }) {
  const { survey } = words(reader.locale);
  const { head, rows } = synthesisLines(cell, reader.locale);
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return (
    <div className="cell">
      <h4>{rows.length === 0 ? survey.cell(cell.cell) : head}</h4>
      {rows.length === 0 && <p className="withheld">{survey.few}</p>}
      <p className="quiet">{survey.asked(cell.asked)}</p>
      {topics.map((topic) => (
        <TopicTable
          key={topic}
          {...{ topic, reader, rows: rows.filter((row) => row.topic === topic) }}
        />
      ))}
    </div>
  );
}

interface Tabled {
  topic: string;
  rows: SynthesisLines['rows'];
  reader: Reader;
}

function TopicTable({ topic, rows, reader }: Tabled) {
  const { columns } = words(reader.locale).survey;
  return (
    <table className="told">
      <caption>{topic}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.question}</th>
          <th scope="col">{columns.told}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, question, trend, parts }) => (
          <tr key={key}>
            <th scope="row">
              {question}
              {trend !== null && <span className="quiet trend">{trend}</span>}
            </th>
            <td>
              {parts.map((part) => (
                <Part key={part.name ?? ''} part={part} reader={reader} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In words, and beside them as long as its share: the bar tells nothing of its own. */
function Part({ part: { name, text, share }, reader }: { part: ToldPart; reader: Reader }) {
  const { survey } = words(reader.locale);
  return (
    <div className="part">
      {name === null ? text : survey.of(name, text)}
      {share && <Bar share={share} />}
    </div>
  );
}

/** Known only up to a bound, it is drawn open on the side where it may go on. */
function Bar({ share: { percent, bound } }: { share: Share }) {
  const style: CSSProperties & Record<'--share', string> = { '--share': `${percent}%` };
  return <span className={`share ${bound ?? 'exact'}`} aria-hidden="true" style={style} />;
}

type Came = { working: true } | { name: string } | { failed: 'offline' | 'other' } | null;

function TakeAway({ api, wave, told }: Pick<Asked, 'api' | 'told'> & { wave: string }) {
  const [came, setCame] = useState<Came>(null);
  const working = came !== null && 'working' in came;
  const { document: words, problem } = told;
  const take = async () => {
    if (working) return;
    setCame({ working: true });
    const body: WaveDocumentBody = { wave };
    const outcome = await api.download('/api/waves/document', body);
    if (outcome.kind === 'reply') setCame({ name: outcome.reply.name });
    else {
      const offline = outcome.kind === 'missing' && outcome.missing === 'offline';
      setCame({ failed: offline ? 'offline' : 'other' });
    }
  };
  return (
    <div className="take">
      <Button onClick={() => void take()} disabledFocusable={working}>
        {words.take}
      </Button>
      <p className="quiet">{words.note}</p>
      <div role="status">
        {working && <p>{told.working}</p>}
        {came && 'name' in came && <p className="said">{words.done(came.name)}</p>}
      </div>
      <div role="alert">
        {came && 'failed' in came && (
          <p className="trouble">{came.failed === 'offline' ? problem.offline : words.failed}</p>
        )}
      </div>
    </div>
  );
}

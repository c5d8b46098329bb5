import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ExportKind } from '../../../domain/report-model.ts';
import type { ReportExportBody } from '../../../web/report-contract.ts';
import { reportWords } from '../../../words/report.ts';
import type { Locale } from '../../../words/words.ts';
import type { SectionAsked } from '../section.ts';
import { missingIn } from './missing-in.ts';

interface Asked extends Pick<SectionAsked, 'api'> {
  cohort: string;
  exports: readonly ExportKind[];
  locale: Locale;
}

type Came = { working: true } | { name: string } | { problem: 'offline' | 'other' } | null;

const formats = ['csv', 'xlsx'] as const;

/** What the reader may take away as a file, and what is known of it then. */
export function TakeAway({ api, cohort, exports, locale }: Asked) {
  const { take, problem } = reportWords(locale);
  const [came, setCame] = useState<Came>(null);
  const working = came !== null && 'working' in came;
  const ask = async (what: ExportKind, format: ReportExportBody['format']) => {
    if (working) return;
    setCame({ working: true });
    const body: ReportExportBody = { cohort, what, format };
    const outcome = await api.download('/api/report/export', body);
    if (outcome.kind === 'reply') setCame({ name: outcome.reply.name });
    else setCame({ problem: missingIn(outcome) === 'offline' ? 'offline' : 'other' });
  };
  return (
    <section className="panel">
      <h3>{take.title}</h3>
      {exports.map((what) => (
        <div key={what} className="file">
          <h4>{take.kinds[what].title}</h4>
          <p className="quiet">{take.kinds[what].text}</p>
          <div className="acts">
            {formats.map((format) => (
              <Button
                key={format}
                aria-label={take.label(take.kinds[what].title, take[format])}
                disabledFocusable={working}
                onClick={() => void ask(what, format)}
              >
                {take[format]}
              </Button>
            ))}
          </div>
        </div>
      ))}
      <div className="take-messages">
        <div role="status">
          {working && <p>{take.working}</p>}
          {came && 'name' in came && <p className="said">{take.done(came.name)}</p>}
        </div>
        <div role="alert">
          {came && 'problem' in came && (
            <p className="trouble">{came.problem === 'offline' ? problem.offline : take.failed}</p>
          )}
        </div>
      </div>
      <p className="quiet">
        {take.noted} {exports.includes('meetings') && take.notedMeetings}
      </p>
    </section>
  );
}

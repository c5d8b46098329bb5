import { ResponsiveContainer, VerticalBarChart } from '@fluentui/react-charts';
import type { Period } from '../../../domain/report-model.ts';
import { reportWords } from '../../../words/report.ts';
import { periodText, shortPeriodText } from '../../../words/report-text.ts';
import type { Locale } from '../../../words/words.ts';

interface Asked {
  periods: readonly Period[];
  locale: Locale;
}

/** In CSS pixels. */
const height = 220;

/**
 * Bars, each with its number on it. The library names its parts in English alone: to those who hear
 * the page the picture is one sentence of ours, and the table beside it says the same.
 */
export function MonthsChart({ periods, locale }: Asked) {
  const { meetings } = reportWords(locale);
  const data = periods.map((period) => ({
    x: shortPeriodText(period, locale),
    y: period.held,
    barLabel: String(period.held),
    color: 'var(--colorBrandForegroundLink)',
  }));
  const heard = periods.map((period) => `${periodText(period, locale)}, ${period.held}`);
  return (
    <div className="months-chart" role="img" aria-label={`${meetings.chart}. ${heard.join(', ')}`}>
      <div inert aria-hidden="true">
        {/* Without it the bars stay as wide as they first were, and a phone that is turned cuts them. */}
        <ResponsiveContainer height={height}>
          <VerticalBarChart
            data={data}
            barWidth="auto"
            maxBarWidth={48}
            culture={locale}
            hideLegend
            hideTooltip
            wrapXAxisLables
          />
        </ResponsiveContainer>
      </div>
    </div>
  );
}

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  DiagLogLevel,
  diag,
  type Meter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Census } from '../db/census.ts';
import type { Instant } from '../domain/time.ts';
import type { Marks, Measured, Telemetry } from './ports.ts';

export interface TelemetryConfig {
  /** Of a collector, without `/v1/traces`: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
  endpoint: string;
  /** Sent with each export; a collector's key stands here. */
  headers: Record<string, string>;
  /** Share of traces that are sent, 0 to 1; metrics are always whole. */
  share: number;
  /** Milliseconds between two exports of metrics. */
  everyMs: number;
  /** The id of this process among several. */
  instance: string;
}

export interface Watched {
  now(): Instant;
  /** Milliseconds of real time since some moment: what takes how long, whatever the clock says. */
  stopwatch(): number;
  census(now: Instant): Promise<Census>;
  /** When the app's secret or certificate ends. */
  credentialExpires?: Instant | undefined;
  /** Something could not be sent or read: the product goes on without. */
  onTrouble(what: 'export' | 'census', error: unknown): void;
}

export interface RunningTelemetry extends Telemetry {
  /** Sends what is left, and stops. A collector that is down holds nobody up for long. */
  close(): Promise<void>;
}

/** Seconds, from a cached answer to what a platform gives up on. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const day = 86_400_000;
const timeoutMillis = 5_000;

const kinds: Record<Measured, SpanKind> = {
  'http.server.request': SpanKind.SERVER,
  'http.client.request': SpanKind.CLIENT,
  'telemaque.turn': SpanKind.INTERNAL,
  'telemaque.effect': SpanKind.CONSUMER,
};

/** Tells an OpenTelemetry collector how the product runs. Of the SDK its complaints alone are global. */
export function openTelemetry(config: TelemetryConfig, watched: Watched): RunningTelemetry {
  const { endpoint, headers, instance } = config;
  const resource = resourceFromAttributes({
    'service.name': 'telemaque',
    'service.instance.id': instance,
  });
  const to = (signal: string) => ({ url: `${endpoint}/v1/${signal}`, headers, timeoutMillis });
  // The exporter's own words may quote an answer: what they say stays here.
  diag.setLogger(
    silentBut(() => watched.onTrouble('export', undefined)),
    DiagLogLevel.ERROR,
  );
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(to('metrics')),
        exportIntervalMillis: config.everyMs,
        exportTimeoutMillis: Math.min(timeoutMillis, config.everyMs),
      }),
    ],
    views: [
      {
        instrumentName: '*.duration',
        aggregation: {
          type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM,
          options: { boundaries: seconds },
        },
      },
    ],
  });
  const traces = new BasicTracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.share) }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(to('traces')))],
  });
  const meter = meters.getMeter('telemaque');
  watchState(meter, watched);
  return {
    ...measuring(meter, traces.getTracer('telemaque'), watched.stopwatch),
    async close() {
      await Promise.allSettled([meters.shutdown(), traces.shutdown()]);
      diag.disable();
    },
  };
}

function measuring(
  meter: Meter,
  tracer: ReturnType<BasicTracerProvider['getTracer']>,
  stopwatch: () => number,
): Telemetry {
  const around = new AsyncLocalStorage<Context>();
  const lines = meter.createCounter('telemaque.log.lines', {
    description: 'lines of the log, by event',
  });
  const durations = new Map(
    Object.keys(kinds).map((name) => [
      name,
      meter.createHistogram(`${name}.duration`, { unit: 's' }),
    ]),
  );
  return {
    heard: (event, marks) => lines.add(1, attributes({ event, ...marks })),
    async measure(what, marks, work) {
      let all = marks;
      const began = stopwatch();
      const span = tracer.startSpan(what, { kind: kinds[what] }, around.getStore() ?? ROOT_CONTEXT);
      try {
        return await around.run(trace.setSpan(ROOT_CONTEXT, span), () =>
          work((more) => {
            all = { ...all, ...more };
          }),
        );
      } catch (error) {
        all = {
          'error.type': error instanceof Error ? error.constructor.name : typeof error,
          ...all,
        };
        throw error;
      } finally {
        durations.get(what)?.record((stopwatch() - began) / 1000, attributes(all));
        end(span, all);
      }
    },
  };
}

function end(span: Span, marks: Marks): void {
  span.setAttributes(attributes(marks));
  const status = Number(marks['http.response.status_code'] ?? 0);
  if ('error.type' in marks || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** What is counted in the store when metrics are read, once for all of them. */
function watchState(meter: Meter, { now, census, credentialExpires, onTrouble }: Watched): void {
  const standing = meter.createObservableGauge('telemaque.effects', {
    description: 'effects that are not over well, by state and kind',
  });
  const age = (name: string, description: string) =>
    meter.createObservableGauge(name, { unit: 's', description });
  const oldestDue = age('telemaque.effects.oldest_due', 'how long the oldest one is due');
  const oldestUnknown = age('telemaque.effects.oldest_unknown', 'age of the oldest unknown fate');
  const daysLeft = meter.createObservableGauge('telemaque.credential.days_left', { unit: 'd' });
  const memory = meter.createObservableGauge('process.memory.usage', { unit: 'By' });
  meter.addBatchObservableCallback(
    async (told) => {
      const at = now();
      told.observe(memory, process.memoryUsage().rss);
      if (credentialExpires !== undefined) told.observe(daysLeft, (credentialExpires - at) / day);
      try {
        const found = await census(at);
        for (const { state, kind, count } of found.standing)
          told.observe(standing, count, { state, kind });
        told.observe(oldestDue, found.oldestDueMs / 1000);
        told.observe(oldestUnknown, found.oldestUnknownMs / 1000);
      } catch (error) {
        onTrouble('census', error);
      }
    },
    [standing, oldestDue, oldestUnknown, daysLeft, memory],
  );
}

const attributes = (marks: Marks): Attributes =>
  Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined));

const silentBut = (error: () => void) => {
  const quiet = () => undefined;
  return { error, warn: quiet, info: quiet, debug: quiet, verbose: quiet };
};

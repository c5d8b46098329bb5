import { createServer, type Server } from 'node:http';
import { z } from 'zod';

const Value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
});
const Attributes = z.array(z.object({ key: z.string(), value: Value })).default([]);
const Point = z.looseObject({
  attributes: Attributes,
  asInt: z.union([z.number(), z.string()]).optional(),
  asDouble: z.number().optional(),
  count: z.union([z.number(), z.string()]).optional(),
});
const Metrics = z.object({
  resourceMetrics: z.array(
    z.object({
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              gauge: z.object({ dataPoints: z.array(Point) }).optional(),
              sum: z.object({ dataPoints: z.array(Point) }).optional(),
              histogram: z.object({ dataPoints: z.array(Point) }).optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});
const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: Attributes,
  status: z.looseObject({ code: z.number().optional() }).optional(),
});
const Traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});

type Marks = Record<string, string | number | undefined>;
export interface Told {
  name: string;
  marks: Marks;
  /** Of a gauge or a sum its value; of a histogram how many were measured. */
  figure: number;
}

/** An OpenTelemetry collector of this machine: keeps what is sent to it, as it came. */
export async function openCollector(status = 200) {
  const received: { path: string; headers: Record<string, unknown>; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const bodies = (path: string) =>
    received.filter((one) => one.path === path).map(({ body }) => JSON.parse(body) as unknown);
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    received,
    /** Every figure of every export. */
    figures: (): Told[] => bodies('/v1/metrics').flatMap(figuresOf),
    spans: () =>
      bodies('/v1/traces')
        .flatMap((body) => Traces.parse(body).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map(({ attributes, ...span }) => ({ ...span, marks: marksOf(attributes) })),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function figuresOf(body: unknown): Told[] {
  return Metrics.parse(body)
    .resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .flatMap(({ name, gauge, sum, histogram }) =>
      (gauge ?? sum ?? histogram ?? { dataPoints: [] }).dataPoints.map((point) => ({
        ...{ name, marks: marksOf(point.attributes) },
        figure: Number(point.asInt ?? point.asDouble ?? point.count),
      })),
    );
}

const marksOf = (attributes: z.infer<typeof Attributes>): Marks =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ??
        (value.intValue === undefined ? value.doubleValue : Number(value.intValue)),
    ]),
  );

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  path: string;
  /** The `value` of the body: changes, or lifecycle events. */
  value: Told[];
}

/** A notification as the documentation has it; one of the lifecycle has no resource. */
export interface Told {
  subscriptionId: string;
  clientState?: string | null;
  changeType?: string;
  lifecycleEvent?: string;
  resource: string;
  resourceData: Record<string, string>;
  [more: string]: unknown;
}

export interface NotificationDouble {
  url: string;
  /** POSTs that brought notifications, in order; those answered with an error are among them. */
  posted: Posted[];
  /** Undecoded query and content type of each validation. */
  validations: { path: string; query: string; type: string | undefined }[];
  /** Status of the answers to notifications; `silence` never answers. */
  answer: number | 'silence';
  /** How a validation is answered; as documented unless set. */
  validate: (token: string, res: ServerResponse) => void;
  close(): Promise<void>;
}

export const echo = (token: string, res: ServerResponse) => {
  res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(token);
};

/** An app's two notification addresses on a port of their own. */
export async function startNotificationDouble(): Promise<NotificationDouble> {
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk) => {
      text += chunk;
    });
    req.on('end', () => {
      const { pathname: path, search, searchParams } = new URL(req.url ?? '', 'http://localhost');
      const token = searchParams.get('validationToken');
      if (token !== null) {
        double.validations.push({ path, query: search, type: req.headers['content-type'] });
        return double.validate(token, res);
      }
      double.posted.push({ path, value: JSON.parse(text).value });
      if (double.answer === 'silence') return;
      res.writeHead(double.answer);
      res.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const double: NotificationDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted: [],
    validations: [],
    answer: 202,
    validate: echo,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return double;
}

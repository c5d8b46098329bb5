import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express, Request, Response } from 'express';
import type { Refusal } from '../../src/domain/refusal.ts';
import { readBallot } from '../../src/domain/tally.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import type { KeptKeys, WaveKeys } from '../../src/seal/ports.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { type CastBody, cast, type TabSignBody, tabSign } from '../../src/web/survey-contract.ts';
import { keys as questions, survey, wave } from './link-survey-samples.ts';

/** What reached the server: the connection, and everything beside the body. */
export interface Reached {
  path: string;
  port: number;
  headers: Request['headers'];
  body: unknown;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Signs and takes ballots by real keys, beside a tab whose other replies are written by the test. */
export class SurveyServer {
  readonly reached: Reached[] = [];
  /** The next answers in place of the signature or of the thanks; 0: the connection breaks, late. */
  signing: (number | Refusal)[] = [];
  casting: (number | Refusal)[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'tab-survey-'));
  #keys: WaveKeys | undefined;
  #kept: KeptKeys | undefined;

  async open(): Promise<void> {
    this.#keys = openWaveKeys(await openKeyFolder(this.#folder));
    this.#kept = await this.#keys.make(wave, ['all']);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  reset(): void {
    for (const list of [this.reached, this.signing, this.casting]) list.length = 0;
  }

  /** The questionnaire as the mentor is asked it, with keys that work. */
  get model() {
    const { sealing, signing } = this.#made().kept;
    const shown = { sealing: text(sealing), signing: text(signing[0]?.key ?? new Uint8Array(0)) };
    return survey({ anonymous: { cell: 'all', edition: 1, promise: 'confidential', ...shown } });
  }

  readonly serve = (app: Express): void => {
    app.use('/api', (req, _res, next) => {
      const { originalUrl: path, headers, body } = req;
      this.reached.push({ path, headers, body, port: req.socket.remotePort ?? 0 });
      next();
    });
    app.post('/api/tab/survey-sign', async (req, res) => {
      const { blinded } = tabSign.parse(req.body) satisfies TabSignBody;
      const { keys, kept } = this.#made();
      const signature = text(await keys.sign(kept, 'all', Buffer.from(blinded, 'base64url')));
      answer(res, this.signing.shift(), { signature });
    });
    app.post('/api/survey/ballot', async (req, res) => {
      const { ballot, signature } = cast.parse(req.body) satisfies CastBody;
      const { keys, kept } = this.#made();
      const [token, signed] = [ballot, signature].map((one) => Buffer.from(one, 'base64url'));
      const good = token && signed && (await keys.verify(kept, 'all', token, signed));
      answer(res, good ? this.casting.shift() : 'wrong-values', { taken: true });
    });
  };

  of(path: string): Reached[] {
    return this.reached.filter((one) => one.path === path);
  }

  /** What each ballot says, by its token: opened as closing the wave would. */
  async ballots(): Promise<(number[] | null)[]> {
    const { keys, kept } = this.#made();
    const opened = await keys.opener(kept);
    const byToken = new Map(
      this.of('/api/survey/ballot').map(({ body }) => {
        const { ballot, sealed } = cast.parse(body);
        return [ballot, Buffer.from(sealed, 'base64url')] as const;
      }),
    );
    return [...byToken.values()].map((sealed) => {
      const plain = opened(sealed);
      return plain && readBallot(plain, questions.length, 1);
    });
  }

  #made(): { keys: WaveKeys; kept: KeptKeys } {
    if (!this.#keys || !this.#kept) throw new Error('open() comes first');
    return { keys: this.#keys, kept: this.#kept };
  }
}

function answer(res: Response, instead: number | Refusal | undefined, body: object): void {
  if (instead === 0) res.socket?.destroy();
  else if (typeof instead === 'number') res.status(instead).json({ refused: 'try-again' });
  else res.json(instead === undefined ? body : { refused: instead });
}

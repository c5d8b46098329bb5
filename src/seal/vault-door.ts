import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { codeShape, networkCode, retryAfterMs } from '../entra/network.ts';
import type { Tokens } from '../entra/token.ts';

/** What https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups?view=rest-keyvault-keys-7.4 says. */
const apiVersion = '7.4';

export interface VaultConfig {
  /** `https://<name>.vault.azure.net`, without a trailing slash. */
  url: string;
  /** Longest that one request may take, in ms. */
  timeoutMs: number;
  /** Milliseconds since 1970, for a Retry-After that is a date; without it the answer's own date. */
  now?: (() => number) | undefined;
}

export interface VaultCall {
  method: 'POST' | 'DELETE';
  path: string;
  body?: Record<string, unknown>;
  /**
   * Refusals the caller has its own answer to; whatever else is no success is thrown, and so are these
   * from whoever else stands at that address: its 404 is no destroyed key.
   */
  known?: readonly number[];
}

export interface VaultAnswer {
  status: number;
  /** The JSON of the answer, undefined without any. */
  told: unknown;
  /** The vault's own code for a refusal; undefined when it was not the vault that refused. */
  code: string | undefined;
  fault(): OutsideFault;
}

/** Key Vault, one request a call; a token that is refused is asked for anew, once. */
export type VaultDoor = (asked: VaultCall) => Promise<VaultAnswer>;

/** Each call throws `OutsideFault`, a refused or unreachable vault being the vault's own trouble. */
export function openVaultDoor(
  vault: VaultConfig,
  tokens: Pick<Tokens, 'get' | 'forget'>,
): VaultDoor {
  return async (asked) => {
    let answer = await send(vault, asked, await tokens.get());
    if (answer.status === 401) {
      tokens.forget();
      answer = await send(vault, asked, await tokens.get());
    }
    const { status, code } = answer;
    const isSuccess = status >= 200 && status < 300;
    const isKnown = code !== undefined && asked.known?.includes(status);
    if (!isSuccess && !isKnown) throw answer.fault();
    return answer;
  };
}

async function send(vault: VaultConfig, asked: VaultCall, token: string): Promise<VaultAnswer> {
  const { method, path, body } = asked;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  try {
    const response = await fetch(`${vault.url}${path}?api-version=${apiVersion}`, {
      ...{ method, headers, redirect: 'manual' },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(vault.timeoutMs),
    });
    return answerOf(response, parsed(await response.text()), vault);
  } catch (error) {
    const code = networkCode(error);
    if (code === undefined) throw error;
    throw new OutsideFault({ code });
  }
}

/** The inner code tells two 409s apart: being deleted, and deleted but recoverable. */
const vaultError = z.object({
  error: z.object({ code: codeShape, innererror: z.object({ code: codeShape }).nullish() }),
});

function answerOf({ status, headers }: Response, told: unknown, vault: VaultConfig): VaultAnswer {
  const error = vaultError.safeParse(told).data?.error;
  const code = error?.innererror?.code ?? error?.code;
  const retryAfter = retryAfterMs(headers, vault.now?.());
  const fault = () => new OutsideFault({ status, code: code ?? `http-${status}`, retryAfter });
  return { status, told, code, fault };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A purge answers nothing, and what stands before a vault may answer in HTML.
    return undefined;
  }
}

/** An answer in the shape we count on; any other one is the vault's trouble, as no answer is. */
export function readTold<T>(shape: z.ZodType<T>, answer: VaultAnswer): T {
  const read = shape.safeParse(answer.told);
  if (!read.success) throw new OutsideFault({ code: 'unreadable' });
  return read.data;
}

import { OfficeFault } from './channel.ts';
import type { Fault } from './messages.ts';

interface AsyncResult {
  status: 'succeeded' | 'failed';
  value: unknown;
  error: Fault | undefined;
  asyncContext: unknown;
  diagnostics: undefined;
}

type Callback = (result: AsyncResult) => void;
const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** One of Office's methods: its own arguments, then perhaps options, then perhaps a callback. */
export type AsyncMethod = (...args: unknown[]) => void;

/**
 * A method with so many arguments of its own. Its callback comes later, never at once.
 * https://learn.microsoft.com/javascript/api/office/office.asyncresult
 */
export function asyncMethod(
  own: number,
  act: (...values: unknown[]) => Promise<unknown>,
): AsyncMethod {
  return (...args) => {
    const values = args.slice(0, own);
    const rest = args.slice(own);
    const callback = rest.find(isCallback);
    const asyncContext = contextOf(rest);
    const answer = (status: AsyncResult['status'], value: unknown, error?: Fault) =>
      callback?.({ status, value, error, asyncContext, diagnostics: undefined });
    // What a callback throws is its own page's to see, and no failure of the call.
    void act(...values).then(
      (value) => answer('succeeded', value),
      (thrown: unknown) => answer('failed', undefined, faultOf(thrown)),
    );
  };
}

const contextOf = (rest: unknown[]): unknown => {
  const options = rest.find((one) => typeof one === 'object' && one !== null);
  return options && 'asyncContext' in options ? options.asyncContext : undefined;
};

function faultOf(thrown: unknown): Fault {
  if (thrown instanceof OfficeFault) return thrown.fault;
  return { code: 5001, name: 'InternalError', message: String(thrown) };
}

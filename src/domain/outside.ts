/**
 * A call to an outside system that did not end well, told in the only terms that matter to us:
 * did it surely not happen, or may it have happened?
 */
export class OutsideFault extends Error {
  /** HTTP status, or undefined when there was no answer at all. */
  readonly status: number | undefined;
  /** The other side's own error code, never its message: messages can quote what people wrote. */
  readonly code: string;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(fault: {
    status?: number | undefined;
    code: string;
    retryAfter?: number | undefined;
  }) {
    super(`outside fault ${fault.status ?? 'no answer'} ${fault.code}`);
    this.status = fault.status;
    this.code = fault.code;
    this.retryAfter = fault.retryAfter;
  }
}

/** Connection never made: nothing can have been written on the other side. */
export const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];

/** A request that the bot's door turns away: nothing of it takes effect. */
export class Denied extends Error {
  readonly status: number;
  /** For the log: says which check, never what was found. */
  readonly reason: string;

  constructor(status: number, reason: string) {
    super(`denied with ${status}: ${reason}`);
    this.status = status;
    this.reason = reason;
  }
}

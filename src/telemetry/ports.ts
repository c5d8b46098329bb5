/**
 * What a measure may carry beside its figure: kinds, states, codes, routes and templates of paths, all
 * from closed lists. Never a name, a mail, a theme, an answer, a token or anybody's id.
 */
export type Marks = Readonly<Record<string, string | number | undefined>>;

/** What is measured while it lasts; each is a span and a histogram of seconds under this name. */
export type Measured =
  /** A request at one of our doors. */
  | 'http.server.request'
  /** A request of ours to Microsoft Graph or the Bot Connector. */
  | 'http.client.request'
  /** What somebody said or pressed in Teams, from the checked token to the answer. */
  | 'telemaque.turn'
  /** An effect being carried out. */
  | 'telemaque.effect';

/** Where the product tells how it runs. */
export interface Telemetry {
  /** Measures work; `mark` adds what is known only as it goes. What it throws is thrown on. */
  measure<T>(
    what: Measured,
    marks: Marks,
    work: (mark: (more: Marks) => void) => Promise<T>,
  ): Promise<T>;
  /** Counts one more line of the log, by its event. */
  heard(event: string, marks: Marks): void;
}

/** Measures nothing, for a product that nobody watches. */
export const unwatched: Telemetry = {
  measure: (_what, _marks, work) => work(() => undefined),
  heard: () => undefined,
};

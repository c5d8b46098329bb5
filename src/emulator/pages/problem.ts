import { element } from './element.ts';

/** Something that went wrong, in words a person can act on. */
export class Problem extends Error {
  readonly what: string;
  readonly remedy: string;
  /** HTTP status of the refusal; 0 when nothing answered or the answer could not be read. */
  readonly status: number;
  readonly answer: unknown;

  constructor(what: string, remedy: string, status = 0, answer: unknown = undefined) {
    super(what);
    this.what = what;
    this.remedy = remedy;
    this.status = status;
    this.answer = answer;
  }

  /** The product gave no answer to the emulator: it may be stopped, and may or may not have heard. */
  get isSilence(): boolean {
    return this.status >= 502 && this.status <= 504;
  }

  static unreachable(): Problem {
    return new Problem(
      'Ce Microsoft 365 simulé ne répond pas.',
      'Vérifiez dans le terminal que « npm start » tourne, puis réessayez.',
    );
  }

  static strange(path: string, detail: string): Problem {
    console.error(path, detail);
    return new Problem(
      'La réponse reçue n’a pas pu être lue.',
      'Le détail est dans la console du navigateur. Rechargez la page pour réessayer.',
    );
  }

  /** A gateway status means the product behind the emulator did not answer. */
  static refused(status: number, answer: unknown): Problem {
    const said = saidBy(answer);
    if (status >= 502 && status <= 504) return Problem.productDown(status);
    if (status === 404)
      return new Problem(
        said ?? 'Cela n’existe pas ou plus ici.',
        'Rechargez la page.',
        404,
        answer,
      );
    return new Problem(
      said ?? `La demande a été refusée (${status}).`,
      status >= 500 ? 'Réessayez dans un instant.' : 'Corrigez la demande, puis réessayez.',
      status,
      answer,
    );
  }

  static productDown(status: number): Problem {
    return new Problem(
      'Télémaque n’a pas répondu.',
      'Vérifiez dans le terminal que le produit tourne (« npm run product »), puis réessayez.',
      status,
    );
  }
}

/** The sentence of an error answer, in Graph's shape or a plain one. */
function saidBy(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { error, message } = answer as { error?: unknown; message?: unknown };
  if (typeof message === 'string') return message;
  if (typeof error === 'string') return error;
  return error === undefined ? undefined : saidBy(error);
}

/** Any thrown thing as a problem; a bug of ours stays visible in the console. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  console.error(thrown);
  return new Problem('Cette page a rencontré une erreur.', 'Rechargez la page pour réessayer.');
}

/** The problem as a notice a screen reader says at once. */
export function problemNotice(thrown: unknown): HTMLElement {
  const problem = asProblem(thrown);
  return element(
    'div',
    { class: 'notice problem', role: 'alert' },
    element('strong', {}, problem.what),
    ' ',
    problem.remedy,
  );
}

export type Part = 'answer' | 'closing' | 'other';

/** Of the store: what is sent, and acknowledged. Others are stages of a closing. */
const ofStore = ['writing', 'committing', 'committed'];

interface Request {
  part: Part;
  stage: string;
  store: string;
  phase: string;
  since: number;
}

export type Phases = ReturnType<typeof watchPhases>;

/**
 * How far each request has come, told by its marks: `answer`, `answer writing`, `answer committing`,
 * `answer committed`; of a closing also its stage, as in `closing audited committing`.
 */
export function watchPhases() {
  const open = new Map<number, Request>();
  const spent = new Map<string, number[]>();
  const watching = new Set<{ phases: readonly string[]; left: number; give: () => void }>();

  const become = (request: Request, phase: string) => {
    const now = performance.now();
    spent.set(request.phase, [...(spent.get(request.phase) ?? []), now - request.since]);
    Object.assign(request, { phase, since: now });
    for (const one of watching) {
      if (one.phases.includes(phase)) one.left -= 1;
      if (one.left > 0) continue;
      watching.delete(one);
      one.give();
    }
  };
  return {
    entered(id: number, part: Part) {
      const request = { part, stage: '', store: '', phase: '', since: performance.now() };
      open.set(id, request);
      become(request, part);
    },
    mark(id: number, mark: string) {
      const request = open.get(id);
      if (!request) return;
      if (ofStore.includes(mark)) request.store = mark;
      else Object.assign(request, { stage: mark, store: '' });
      const { part, stage, store } = request;
      become(request, [part, stage, store].filter((word) => word !== '').join(' '));
    },
    left(id: number) {
      const request = open.get(id);
      if (request) become(request, '');
      open.delete(id);
    },
    /** Of everything that is under way. */
    now: () => [...open.values()].map(({ phase }) => phase),
    /** Resolves when a request comes into one of these, for the nth time from now on. */
    reaches: (phases: readonly string[], nth = 1) =>
      new Promise<void>((give) => watching.add({ phases, left: nth, give })),
    /** Milliseconds a request spent in this phase, in the mean; 1 where none was seen in it. */
    lasted(phase: string): number {
      const all = spent.get(phase) ?? [1];
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    },
  };
}

import type { Request, RequestHandler } from 'express';
import { limitSignedIn } from './rate-limit.ts';
import { refused, type Who } from './routes.ts';
import type { SignIn } from './sign-in.ts';
import type { WebDeps } from './web.ts';

/** What stands before the rows for people who signed in, and tells the rows who they are. */
export interface SignedInOnly {
  checks: RequestHandler[];
  who(req: Request): Who | undefined;
}

/**
 * Lets in people of the programme alone, known by (tenant, object id). Whatever is wrong with a
 * token, the answer is the same; which fault it was is for the log.
 */
export function openSignedIn(deps: WebDeps, signIn: SignIn, door: string): SignedInOnly {
  const { log, db } = deps;
  const letIn = new WeakMap<Request, Who>();
  const limits = limitSignedIn(deps, door);
  const check: RequestHandler = async (req, res, next) => {
    const signed = await signIn(req.headers.authorization);
    if (signed === 'keys-unreachable') {
      log.warn({ event: 'sign-in-failed', reason: signed, status: 503 });
      res.status(503).json(refused('try-again').body);
      return;
    }
    if ('fault' in signed) {
      log.warn({ event: 'sign-in-denied', reason: signed.fault, status: 401 });
      const { status, body } = refused('sign-in');
      res.set('WWW-Authenticate', 'Bearer').status(status).json(body);
      return;
    }
    const { tid, oid, roles } = signed;
    if (!(await limits.who(`${tid} ${oid}`, res))) return;
    const person = await db.read.people.byIdentity(tid, oid);
    if (!person) {
      log.warn({ event: 'sign-in-denied', reason: 'unknown-person', tenant: tid, status: 403 });
      const { status, body } = refused('unknown-person');
      res.status(status).json(body);
      return;
    }
    letIn.set(req, { person: person.id, roles });
    next();
  };
  return { checks: [limits.address, check], who: (req) => letIn.get(req) };
}

import { openHost } from '../shared/host.ts';
import { ownLocale, wear } from '../shared/worn.ts';
import { TabApi } from './ask.ts';
import { type Drawn, drawFirst, drawOffline } from './first-view.tsx';
import { TabSession } from './session.ts';

/** Milliseconds the product may take before React is read meanwhile, which tells of the wait. */
const patience = 150;

const session = new TabSession();
const taken = new AbortController();
const root = document.getElementById('root');
if (!root) throw new Error('tab.html has no #root');

const after = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

/** Once what stands there has been painted; a tab that nobody sees never is. */
const painted = (): Promise<void> =>
  Promise.race([
    new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done))),
    after(patience),
  ]);

let opening = Promise.resolve();
const host = await openHost((token) => {
  opening = session.open(new TabApi(token));
}).catch(() => null);
if (host) session.speak(host.locale);
else session.alone(ownLocale());
const dress = () => wear(host?.theme ?? 'default');
// A light host needs no frame of its own: the page is light until then.
if (host?.theme !== 'default') dress();

/** What only React can draw is left to it, a little later, and told to whoever looks into it. */
function drawnEarly(into: HTMLElement): Drawn | null {
  try {
    return drawFirst(into, session, taken.signal);
  } catch (error) {
    reportError(error);
    into.replaceChildren();
    return null;
  }
}

const early: { drawn: Drawn | null } = { drawn: null };
const first = opening.then(async () => {
  dress();
  early.drawn = drawnEarly(root);
  await painted();
  early.drawn?.rest();
});
await Promise.race([first, after(patience)]);
dress();
host?.ready();
const late = await import('./take-over.tsx').catch(() => null);
taken.abort();
early.drawn?.rest();
const look = host ?? { theme: 'default', onTheme: () => {} };
if (late) late.takeOver(root, session, look, early.drawn?.state ?? null);
else drawOffline(root, session, taken.signal);

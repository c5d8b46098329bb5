import type { Own, Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { findView, slotsView } from './booking-view.ts';
import { heldView } from './held-view.ts';
import { homeView } from './home-view.ts';
import { meetingView } from './meeting-view.ts';
import { meetingsView } from './meetings-view.ts';
import { pauseFormView, pauseView } from './pause-view.ts';
import { planView } from './plan-view.ts';
import { recordView } from './record-view.ts';
import { referentView } from './referent-view.ts';
import { endingView, stopFormView, stoppingView } from './stop-view.ts';
import { surveyView } from './survey-view.ts';
import { synthesisView } from './synthesis-view.ts';
import { yearView } from './year-view.ts';

type Model = LinkPage['model'];
type ModelOf = { [Kind in Model['kind']]: Extract<Model, { kind: Kind }> };
type Views = {
  [Kind in Model['kind']]: (page: LinkPage, model: ModelOf[Kind], send: Send, own?: Own) => Node[];
};

/** What each kind of view looks like on the page. */
const views: Views = {
  home: homeView,
  meeting: meetingView,
  held: heldView,
  year: yearView,
  find: findView,
  slots: slotsView,
  plan: planView,
  record: recordView,
  meetings: meetingsView,
  referent: referentView,
  'pause-form': pauseFormView,
  pause: pauseView,
  'stop-form': stopFormView,
  stopping: stoppingView,
  ending: endingView,
  survey: surveyView,
  synthesis: synthesisView,
};

const draw = <Kind extends Model['kind']>(
  kind: Kind,
  page: LinkPage,
  model: ModelOf[Kind],
  send: Send,
  own: Own | undefined,
): Node[] => views[kind](page, model, send, own);

/** What is shown of a page; without `own`, a questionnaire can be answered under one's name alone. */
export const viewOf = (page: LinkPage, send: Send, own?: Own): Node[] =>
  draw(page.model.kind, page, page.model, send, own);

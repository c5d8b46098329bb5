import type { Reader } from '../domain/card-model.ts';
import { alert as enAlert } from './en/alert.ts';
import { booking as enBooking } from './en/booking.ts';
import { common as enCommon } from './en/common.ts';
import { greeting as enGreeting } from './en/greeting.ts';
import { link as enLink } from './en/link.ts';
import { mails as enMails } from './en/mails.ts';
import { meeting as enMeeting } from './en/meeting.ts';
import { pause as enPause } from './en/pause.ts';
import { plan as enPlan } from './en/plan.ts';
import { reach as enReach } from './en/reach.ts';
import { record as enRecord } from './en/record.ts';
import { referent as enReferent } from './en/referent.ts';
import { refusals as enRefusals } from './en/refusals.ts';
import { rhythm as enRhythm } from './en/rhythm.ts';
import { said as enSaid } from './en/said.ts';
import { stop as enStop } from './en/stop.ts';
import { survey as enSurvey } from './en/survey.ts';
import { tab as enTab } from './en/tab.ts';
import { themes as enThemes } from './en/themes.ts';
import { year as enYear } from './en/year.ts';
import { alert } from './fr/alert.ts';
import { booking } from './fr/booking.ts';
import { common } from './fr/common.ts';
import { greeting } from './fr/greeting.ts';
import { link } from './fr/link.ts';
import { mails } from './fr/mails.ts';
import { meeting } from './fr/meeting.ts';
import { pause } from './fr/pause.ts';
import { plan } from './fr/plan.ts';
import { reach } from './fr/reach.ts';
import { record } from './fr/record.ts';
import { referent } from './fr/referent.ts';
import { refusals } from './fr/refusals.ts';
import { rhythm } from './fr/rhythm.ts';
import { said } from './fr/said.ts';
import { stop } from './fr/stop.ts';
import { survey } from './fr/survey.ts';
import { tab } from './fr/tab.ts';
import { themes } from './fr/themes.ts';
import { year } from './fr/year.ts';

export type Locale = Reader['locale'];

const fr = {
  common,
  greeting,
  booking,
  plan,
  pause,
  stop,
  year,
  meeting,
  record,
  referent,
  alert,
  rhythm,
  reach,
  mails,
  link,
  tab,
  survey,
  refusals,
  said,
  themes,
};

/** The French words give the keys; a subject or a key that English lacks does not compile. */
export type Words = typeof fr;

const en: Words = {
  common: enCommon,
  greeting: enGreeting,
  booking: enBooking,
  plan: enPlan,
  pause: enPause,
  stop: enStop,
  year: enYear,
  meeting: enMeeting,
  record: enRecord,
  referent: enReferent,
  alert: enAlert,
  rhythm: enRhythm,
  reach: enReach,
  mails: enMails,
  link: enLink,
  tab: enTab,
  survey: enSurvey,
  refusals: enRefusals,
  said: enSaid,
  themes: enThemes,
};

const byLocale: Record<Locale, Words> = { fr, en };

/** Every sentence a person reads, by subject and key. */
export const words = (locale: Locale): Words => byLocale[locale];

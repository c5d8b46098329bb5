/** Every way the product says no to a person; doors turn each into words. */
export const refusals = [
  // who
  'sign-in',
  'unknown-person',
  'app-role',
  'no-pair',
  'not-found',
  'not-yours-to-answer',
  // when
  'slot-unreadable',
  'no-such-day',
  'no-such-hour',
  'end-before-start',
  'in-the-past',
  'in-the-future',
  'outside-programme',
  'outside-hours',
  'wrong-length',
  'made-in-outlook',
  'slot-gone',
  'no-slot',
  'pair-has-meeting-then',
  'plan-changed',
  'no-better-plan',
  'survey-not-open',
  'survey-closed',
  'survey-answered',
  'synthesis-not-yet',
  // what
  'survey-incomplete',
  'wrong-values',
  'themes-needed',
  'too-many-themes',
  'unknown-theme',
  'pause-in-past',
  'pause-too-long',
  'pause-stands',
  'pair-stopping',
  'already-recorded',
  'not-started',
  'too-late',
  'nothing-to-undo',
  'link-expired',
  'changed-since',
  'built-on',
  'try-again',
] as const;

export type Refusal = (typeof refusals)[number];

export interface Refused {
  refused: Refusal;
}

export const refuse = (refused: Refusal): Refused => ({ refused });

export const isRefused = (value: object): value is Refused => 'refused' in value;

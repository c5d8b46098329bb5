import type { Rhythm } from '../../src/domain/rhythm.ts';
import type { RhythmModel } from '../../src/domain/rhythm-model.ts';

const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';

/** Met on 3 March 2026, and nothing stands since; today is 7 April, the 35th day. */
export const aRhythm = (
  change: Partial<Rhythm> = {},
  may: Partial<RhythmModel['may']> = {},
): RhythmModel => ({
  kind: 'rhythm',
  pair,
  partner: 'Awa Diallo',
  rhythm: {
    state: 'due',
    since: { anchor: 'meeting', day: '2026-03-03' },
    counted: 35,
    pausedDays: 0,
    passed: 'mentee',
    mark: '2026-04-27',
    before: '2026-04-28',
    next: null,
    pausedUntil: null,
    askedUntil: null,
    ...change,
  },
  markDays: 56,
  may: { book: true, plan: true, pause: true, ...may },
});

const launch = { anchor: 'launch', day: '2026-02-10' } as const;

export const rhythms: Record<string, RhythmModel> = {
  'rhythm due': aRhythm(),
  'rhythm due since the launch': aRhythm({ since: launch }),
  'rhythm late': aRhythm({ state: 'late', before: null, passed: 'referent' }),
  'rhythm late since the launch': aRhythm({ state: 'late', since: launch, before: null }),
  'rhythm asked': aRhythm({ askedUntil: '2026-04-10' }, { book: false }),
  'rhythm on track': aRhythm({ state: 'on-track', next: '2026-04-21' }, { book: false }),
  'rhythm paused': aRhythm({ state: 'paused', pausedUntil: '2026-05-01' }, { pause: false }),
  'rhythm before': aRhythm({ state: 'before', since: launch }, { pause: false }),
  'rhythm over': aRhythm({ state: 'over' }, { book: false, plan: false, pause: false }),
};

import type { CardModel } from '../../src/domain/card-model.ts';
import type {
  PauseFormModel,
  PauseModel,
  StopFormModel,
  StoppingModel,
} from '../../src/domain/rhythm-model.ts';

const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';
const referent = {
  ...{ name: 'Claire Morvan', mail: 'claire.morvan@programme.example', phone: '01 00 00 00 12' },
};
const replyTo = 'equipe@programme.example';

/** On Tuesday 21 April 2026. */
const form: PauseFormModel = {
  ...{ kind: 'pause-form', pair, partner: 'Marc Lebrun', today: '2026-04-21' },
  choices: ['2026-05-05', '2026-05-19', '2026-06-02', '2026-06-16'],
  ...{ earliest: '2026-04-22', latest: '2026-07-22' },
};

const nothing = { agree: false, decline: false, withdraw: false, resume: false };
const aPause = (change: Partial<PauseModel> = {}): PauseModel => ({
  ...{ kind: 'pause', pair, pause: '3d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4b' },
  ...{ partner: 'Awa Diallo', state: 'proposed', mine: false, byReferent: false },
  ...{ from: '2026-04-21', until: '2026-05-19' },
  may: { ...nothing, agree: true, decline: true },
  ...change,
});

const stopForm: StopFormModel = {
  ...{ kind: 'stop-form', pair, partner: 'Marc Lebrun', referent, replyTo },
};
const stopping: StoppingModel = {
  ...{ kind: 'stopping', pair, partner: 'Marc Lebrun', referent, replyTo },
  ...{ state: 'asked', may: { withdraw: true } },
};

export const pauses: Record<string, CardModel> = {
  'pause form': form,
  'pause form near the end': { ...form, choices: [], latest: '2026-04-30' },
  'pause form too near the end': { ...form, choices: [], latest: '2026-04-21' },
  'pause asked of me': aPause(),
  'pause I asked for': aPause({ mine: true, may: { ...nothing, withdraw: true } }),
  'pause that runs': aPause({ state: 'agreed', may: { ...nothing, resume: true } }),
  'pause set by the referent': aPause({
    ...{ state: 'agreed', byReferent: true, may: { ...nothing, resume: true } },
  }),
  'pause they declined': aPause({ state: 'declined', mine: true, may: nothing }),
  'pause I declined': aPause({ state: 'declined', may: nothing }),
  'pause withdrawn': aPause({ state: 'withdrawn', may: nothing }),
  'pause lapsed': aPause({ state: 'lapsed', may: nothing }),
  'pause ended': aPause({ state: 'ended', may: nothing }),
  'stop form': stopForm,
  'stop form without referent': { ...stopForm, referent: null },
  stopping,
  'stopping without referent': { ...stopping, referent: null },
  'stopping, last meeting offered': { ...stopping, state: 'offered', may: { withdraw: false } },
  'stopping taken back': { ...stopping, state: 'withdrawn', may: { withdraw: false } },
  'last meeting': {
    ...{ kind: 'ending', pair, partner: 'Awa Diallo', state: 'last-meeting', may: { book: true } },
  },
  closed: { kind: 'ending', pair, partner: 'Awa Diallo', state: 'closed', may: { book: false } },
};

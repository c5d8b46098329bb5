import * as z from 'zod/mini';
import { call } from './control-api.ts';

const fault = z.object({
  match: z.object({ method: z.optional(z.string()), path: z.string() }),
  fault: z.string(),
  times: z.optional(z.nullable(z.number())),
  retryAfter: z.optional(z.nullable(z.union([z.number(), z.string()]))),
});
export type Fault = z.infer<typeof fault>;

const state = z.object({
  now: z.string(),
  counts: z.record(z.string(), z.unknown()),
  requests: z.array(
    z.object({ method: z.string(), path: z.string(), status: z.number(), count: z.number() }),
  ),
});
export type State = z.infer<typeof state>;

/** Faults the emulator can play, with what each means for the one who calls. */
export const faultKinds: [name: string, words: string][] = [
  ['429', 'trop de demandes'],
  ['503', 'service indisponible'],
  ['500', 'erreur interne'],
  ['502', 'passerelle en panne'],
  ['403', 'interdit'],
  ['404', 'introuvable'],
  ['412', 'changé entre-temps'],
  ['504-before-write', 'délai dépassé, rien n’est écrit'],
  ['504-after-write', 'délai dépassé, mais c’est écrit'],
  ['drop-before-write', 'connexion coupée, rien n’est écrit'],
  ['drop-after-write', 'connexion coupée, mais c’est écrit'],
  ['slow', 'réponse lente'],
  ['schedule-denied', 'disponibilités refusées'],
  ['no-join-link', 'événement créé sans lien de visio'],
  ['notify-drop', 'notification perdue'],
  ['notify-double', 'notification en double'],
  ['notify-late', 'notification en retard'],
  ['consent-required', 'jeton de l’onglet refusé, consentement manquant'],
  ['consent-withheld', 'jeton de l’onglet refusé, consentement annulé'],
];

export const readFaults = (): Promise<Fault[]> => call('GET', '/_emulator/faults', z.array(fault));
export const armFault = (body: Fault): Promise<unknown> =>
  call('POST', '/_emulator/faults', z.unknown(), body);
export const clearFaults = (): Promise<unknown> => call('DELETE', '/_emulator/faults', z.unknown());
export const readState = (): Promise<State> => call('GET', '/_emulator/state', state);

/** Empties both stores and loads the sample again; answers when both programs are well. */
export const resetWorld = (): Promise<unknown> => call('POST', '/_emulator/reset', z.unknown());

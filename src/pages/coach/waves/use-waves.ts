import { useCallback, useEffect, useRef, useState } from 'react';
import type { Refusal } from '../../../domain/refusal.ts';
import type { WavesPage } from '../../../domain/waves-model.ts';
import type { WavePressBody, WavePressed, WavesReadBody } from '../../../web/wave-contract.ts';
import type { Missing } from '../../shared/missing.ts';
import type { CoachApi } from '../ask.ts';
import { missingIn } from '../report/missing-in.ts';

export type Press = Pick<WavePressBody, 'wave' | 'version' | 'act'>;
export type Trouble = { refused: Refusal } | { missing: Missing };

export interface Waves {
  page: WavesPage | null;
  /** In place of the page. */
  missing: Missing | null;
  done: WavePressed['done'] | null;
  trouble: Trouble | null;
  working: boolean;
  reload(): Promise<void>;
  press(press: Press): Promise<void>;
}

/** The cohort's questionnaires as they are now, and what a coach does with a synthesis. */
export function useWaves(api: CoachApi, cohort: string): Waves {
  const [page, setPage] = useState<WavesPage | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [done, setDone] = useState<Waves['done']>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [working, setWorking] = useState(false);
  // Of each press that was sent and not answered: sent again, it is the same one.
  const sent = useRef(new Map<string, string>());

  const reload = useCallback(async () => {
    const body: WavesReadBody = { cohort };
    const outcome = await api.ask<{ page: WavesPage }>('/api/waves/read', body);
    setMissing(outcome.kind === 'reply' ? null : missingIn(outcome));
    if (outcome.kind === 'reply') setPage(outcome.reply.page);
  }, [api, cohort]);
  useEffect(() => void reload(), [reload]);

  const press = async (wish: Press) => {
    if (working) return;
    const key = JSON.stringify(wish);
    const id = sent.current.get(key) ?? crypto.randomUUID();
    sent.current.set(key, id);
    setWorking(true);
    setDone(null);
    setTrouble(null);
    const body: WavePressBody = { ...wish, id };
    const outcome = await api.ask<WavePressed>('/api/waves/press', body);
    setWorking(false);
    if (outcome.kind !== 'missing') sent.current.clear();
    if (outcome.kind !== 'reply') {
      setTrouble(
        outcome.kind === 'refused' ? { refused: outcome.refused } : { missing: outcome.missing },
      );
      return;
    }
    const { reply } = outcome;
    setPage(reply.page);
    setDone(reply.done ?? null);
    if (reply.refused) setTrouble({ refused: reply.refused });
  };
  return { page, missing, done, trouble, working, reload, press };
}

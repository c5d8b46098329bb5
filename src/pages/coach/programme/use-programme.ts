import { useCallback, useEffect, useState } from 'react';
import type { ProgrammePage } from '../../../domain/programme-model.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import type {
  ProgrammeChange,
  ProgrammeRead,
  ProgrammeSaveBody,
  ProgrammeSaved,
  ProgrammeUndoBody,
} from '../../../web/programme-contract.ts';
import type { Missing } from '../../shared/missing.ts';
import type { CoachApi, Outcome } from '../ask.ts';

/** What is told of the last press. */
export type Told = 'saved' | 'unchanged' | 'notSaved' | 'undone' | 'imported' | 'left';
export type Trouble = { refused: Refusal } | { missing: Missing };

export interface Programme {
  cohort: string;
  page: ProgrammePage | null;
  told: Told | null;
  trouble: Trouble | null;
  working: boolean;
  reload(): Promise<void>;
  /** What came of it; null when there was no answer, which is told already. */
  save(version: string, change: ProgrammeChange): Promise<ProgrammeSaved | null>;
  undo(change: string): Promise<void>;
  /** Asks something else of the product; null when there was no answer, which is told already. */
  ask<Reply extends object>(path: string, body: object): Promise<Reply | null>;
  tell(told: Told, page?: ProgrammePage): void;
  refuse(refused: Refusal): void;
}

/** The cohort's settings as they are now, and what a coach does with them. */
export function useProgramme(api: CoachApi, cohort: string): Programme {
  const [page, setPage] = useState<ProgrammePage | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [working, setWorking] = useState(false);

  const ask = useCallback(
    async <Reply extends object>(path: string, body: object): Promise<Reply | null> => {
      setWorking(true);
      setTold(null);
      setTrouble(null);
      const outcome: Outcome<Reply> = await api.ask<Reply>(path, { cohort, ...body });
      setWorking(false);
      if (outcome.kind === 'reply') return outcome.reply;
      const { refused, missing } = { refused: undefined, missing: undefined, ...outcome };
      setTrouble(refused === undefined ? { missing: missing ?? 'busy' } : { refused });
      return null;
    },
    [api, cohort],
  );
  const reload = useCallback(async () => {
    const read = await ask<ProgrammeRead>('/api/programme/read', {});
    if (read) setPage(read.page);
  }, [ask]);
  useEffect(() => void reload(), [reload]);

  const save = async (version: string, change: ProgrammeChange) => {
    const body: ProgrammeSaveBody = { version, change };
    const saved = await ask<ProgrammeSaved>('/api/programme/save', body);
    if (!saved) return null;
    setPage(saved.page);
    if (saved.refused) setTrouble({ refused: saved.refused });
    else setTold(toldOf(saved));
    return saved;
  };
  const undo = async (change: string) => {
    const body: ProgrammeUndoBody = { import: change };
    const undone = await ask<ProgrammeRead>('/api/programme/undo', body);
    if (!undone) return;
    setPage(undone.page);
    setTold('undone');
  };
  const tell = (next: Told, fresh?: ProgrammePage) => {
    setTrouble(null);
    setTold(next);
    if (fresh) setPage(fresh);
  };
  const refuse = (refused: Refusal) => setTrouble({ refused });
  return { cohort, page, told, trouble, working, reload, save, undo, ask, tell, refuse };
}

const toldOf = ({ saved, faults, problem }: ProgrammeSaved): Told => {
  if (faults || problem) return 'notSaved';
  return saved ? 'saved' : 'unchanged';
};

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AuditTask, Verdict } from './domain/synthesis-audit.ts';

/** As the build lays it down, wherever this module was read from. */
const thread = join(import.meta.dirname, '..', 'dist', 'audit-thread.js');

/**
 * Attacks a synthesis in a thread of its own: people's presses are answered meanwhile. Rejects when
 * the thread breaks; nothing is published then.
 */
export const openAuditor =
  () =>
  (task: AuditTask): Promise<Verdict> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(thread, { workerData: task });
      worker.once('message', (verdict: Verdict) => resolve(verdict));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the audit ended without a verdict')));
    });

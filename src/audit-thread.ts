import { parentPort, workerData } from 'node:worker_threads';
import { type AuditTask, auditSynthesis } from './domain/synthesis-audit.ts';

// Handed over by `auditor.ts`, and by nobody else.
parentPort?.postMessage(auditSynthesis(workerData as AuditTask));

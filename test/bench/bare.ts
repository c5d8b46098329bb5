import express from 'express';
import { z } from 'zod';

/**
 * The peer of the benchmark of notifications: what answering costs when nothing is checked and
 * nothing is kept.
 */
const { PORT } = z.object({ PORT: z.coerce.number().int() }).parse(process.env);

const app = express();
app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
app.use(express.json({ limit: '1mb' }));
app.post('/api/notifications/calendar', (_req, res) => void res.status(202).end());
app.listen(PORT, '127.0.0.1');

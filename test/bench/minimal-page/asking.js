import { app, authentication } from '@microsoft/teams-js';
import { show } from './page.js';

/** What any tab has to do before it can say something of its reader. */
await app.initialize();
await app.getContext();
const token = await authentication.getAuthToken();
const reply = await fetch('/api/tab/read', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
  body: '{}',
});
const { page } = await reply.json();
show(page.model.partner, page.bodyName);

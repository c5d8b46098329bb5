import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'express';
import { vendorOffice } from './headers.ts';

/** What the Outlook pane has to know before anybody is signed in; nothing of it is secret. */
export interface PaneSettings {
  /** Where Office.js comes from: Microsoft's, but in local mode. */
  office: string;
  clientId: string;
  /** Where people of several organisations sign in. */
  authority: string;
  /** Of our own API, which the token is for. */
  scope: string;
}

/** Without somebody to sign in the pane says so, and whom to write to. */
export const noPane: PaneSettings = {
  ...{ office: vendorOffice, clientId: '', authority: '', scope: '' },
};

/** The page, with its settings written into it: false when it has not been built. */
export function sendPane(res: Response, folder: string, settings: PaneSettings): boolean {
  const file = join(folder, 'outlook.html');
  if (!existsSync(file)) return false;
  const { office, ...own } = settings;
  const metas = Object.entries(own).map(
    ([name, value]) => `<meta name="pane-${name}" content="${escaped(value)}" />`,
  );
  const script = `<script defer src="${escaped(office)}"></script>`;
  const html = readFileSync(file, 'utf8');
  res.type('html').send(html.replace('</title>', () => `</title>${metas.join('')}${script}`));
  return true;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

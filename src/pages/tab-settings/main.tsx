import { pages } from '@microsoft/teams-js';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { tabSettingsWords } from '../../words/tab-settings.ts';
import type { Locale } from '../../words/words.ts';
import { type Host, openHost } from '../shared/host.ts';
import { InHostTheme } from '../shared/host-theme.tsx';

/** The page by which the pair's tab is added to a chat: Teams has the button, we say what it adds. */
function Settings({ host, locale }: { host: Host | null; locale: Locale }) {
  const [theme, setTheme] = useState(host?.theme ?? 'default');
  useEffect(() => host?.onTheme(setTheme), [host]);
  const { alone, title, text, how } = tabSettingsWords(locale);
  return (
    <InHostTheme theme={theme}>
      <main>
        <h1>{host ? title : alone.title}</h1>
        {(host ? [...text, how] : [alone.text]).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </main>
    </InHostTheme>
  );
}

/** The same tab for everybody in the chat: who reads is only known from each one's own token. */
function offer(locale: Locale): void {
  const { tabName, failed } = tabSettingsWords(locale);
  const address = new URL('/tab/pair', location.origin).href;
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig({
        ...{ entityId: 'pair', suggestedDisplayName: tabName },
        ...{ contentUrl: address, websiteUrl: address },
      })
      .then(
        () => saving.notifySuccess(),
        () => saving.notifyFailure(failed),
      );
  });
  pages.config.setValidityState(true);
}

const host = await openHost().catch(() => null);
const own = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
const locale = host?.locale ?? own;
document.documentElement.lang = locale;
document.title = tabSettingsWords(locale).pageTitle;
const root = document.getElementById('root');
if (!root) throw new Error('tab-settings.html has no #root');
createRoot(root).render(<Settings host={host} locale={locale} />);
if (host) {
  host.ready();
  offer(locale);
}

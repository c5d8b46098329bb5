import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { BuiltPages } from './link-browser.ts';
import { pages, token } from './link-samples.ts';
import { denied, LinkServer, told } from './link-server.ts';

test('shots', async () => {
  mkdirSync('/tmp/shots/link', { recursive: true });
  const built = new BuiltPages();
  await built.open();
  const server = new LinkServer(built.folder);
  await server.listen();
  const all = {
    ...Object.fromEntries(Object.entries(pages).map(([k, v]) => [k, told(v)])),
    expired: denied(410, 'link-expired'),
    busy: denied(503, 'try-again'),
    unknown: denied(404, 'not-found'),
  };
  for (const [name, reply] of Object.entries(all)) {
    server.onRead = reply;
    for (const [look, options] of Object.entries({
      wide: { viewport: { width: 1280, height: 800 } },
      phone: { viewport: { width: 400, height: 800 }, hasTouch: true },
      'phone-dark': { viewport: { width: 400, height: 800 }, colorScheme: 'dark' as const },
      forced: { viewport: { width: 700, height: 800 }, forcedColors: 'active' as const },
    }))
      await built.on(
        `${server.url}/l#${token}`,
        async ({ page }) => {
          if (name.startsWith('question') && look === 'phone') {
            await page.getByRole('checkbox').nth(2).check();
          }
          if (name === 'question' && look === 'phone-dark') {
            await page.getByRole('button').first().click();
          }
          if (name === 'recorded') await page.locator('summary').click();
          if (name === 'asked' && look !== 'forced') {
            await page.context().setOffline(true);
            await page.getByRole('button', { name: 'Convient' }).click();
            await page.getByText('La connexion').waitFor();
          }
          await page.screenshot({ path: `/tmp/shots/link/${name}-${look}.png`, fullPage: true });
        },
        options,
      );
  }
  await built.close();
  server.close();
}, 400000);

import type { BrowserContextOptions, Page } from 'playwright-core';
import { BuiltPages } from './link-browser.ts';
import type { Draft } from './pane-office.ts';
import { PaneServer } from './pane-server.ts';

/** As narrow as Outlook makes its pane. */
export const paneSize = { width: 320, height: 720 };

export interface OpenedPane {
  page: Page;
  complaints: string[];
  /** The appointment as it stands in Outlook. */
  draft: () => Promise<Draft>;
  /** What was asked of Outlook, in order. */
  calls: () => Promise<string[]>;
  /** The person does something in Outlook itself. */
  inOutlook: (script: string) => Promise<void>;
}

/** The built pane beside a double of Outlook, in a browser. */
export class Panes {
  readonly server = new PaneServer();
  readonly built = new BuiltPages();

  async open(): Promise<void> {
    await this.built.open();
    await this.server.listen(this.built.folder);
    this.server.reset();
  }

  async close(): Promise<void> {
    this.server.close();
    await this.built.close();
  }

  on(
    run: (opened: OpenedPane) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    return this.built.on(
      `${this.server.url}/outlook`,
      async ({ page, complaints }) => {
        await run({
          ...{ page, complaints },
          draft: () => page.evaluate<Draft>('outlook.state.item'),
          calls: () => page.evaluate<string[]>('outlook.calls'),
          inOutlook: (script) => page.evaluate(script),
        });
      },
      { viewport: paneSize, ...options },
    );
  }
}

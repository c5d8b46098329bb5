/** How somebody signs in here, as the server wrote it into the page. */
export interface PaneSettings {
  clientId: string;
  authority: string;
  scope: string;
}

/** Null where the product knows nobody who could sign in. */
export function readSettings(): PaneSettings | null {
  const told = (name: string): string =>
    document.querySelector(`meta[name="pane-${name}"]`)?.getAttribute('content') ?? '';
  const settings = {
    clientId: told('clientId'),
    authority: told('authority'),
    scope: told('scope'),
  };
  return settings.clientId === '' ? null : settings;
}

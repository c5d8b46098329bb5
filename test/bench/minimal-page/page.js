import { Button, FluentProvider, teamsLightTheme } from '@fluentui/react-components';
import { createElement as draw } from 'react';
import { createRoot } from 'react-dom/client';

/** The least that React and Fluent UI show as documented: a title, a paragraph, a button. */
export function show(title, text) {
  const page = draw(
    FluentProvider,
    { theme: teamsLightTheme },
    draw('h1', null, title),
    draw('p', null, text),
    draw(Button, { appearance: 'primary' }, 'Réserver'),
  );
  createRoot(document.getElementById('root')).render(page);
}

import { ClockPanel } from './clock-panel.ts';
import { element } from './element.ts';
import { faultPanel } from './fault-panel.ts';
import { repeatWhileVisible } from './repeat.ts';
import { resetPanel } from './reset-panel.ts';
import { openPage } from './shell.ts';
import { statePanel } from './state-panel.ts';

const pollMs = 3000;

openPage('/control', ({ main }) => {
  const faults = faultPanel();
  const state = statePanel();
  const refresh = repeatWhileVisible(pollMs, async () => {
    await Promise.all([faults.refresh(), state.refresh()]);
  });
  const clock = new ClockPanel(() => void refresh());
  main.append(
    element('h1', {}, 'Horloge et pannes'),
    element(
      'div',
      { class: 'panels' },
      element('div', { class: 'stack' }, clock.root, resetPanel()),
      faults.root,
      state.root,
    ),
  );
});

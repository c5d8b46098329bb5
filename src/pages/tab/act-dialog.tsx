import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Button as FluentButton,
} from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { TabPage } from '../../domain/tab-model.ts';
import { surveyInTab } from '../../words/survey-in-tab.ts';
import { words } from '../../words/words.ts';
import type { Button, Task } from '../link/act-row.ts';
import { viewOf } from '../link/view-of.ts';
import type { HostTheme } from '../shared/host.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { Messages } from './messages.tsx';
import type { TabState } from './session.ts';
import { Wait } from './wait.tsx';
import './survey.css';

interface Asked {
  theme: HostTheme;
  state: TabState;
  page: TabPage;
  press: (button: Button) => void;
  run: (task: Task) => void;
  close: () => void;
}

/** One view of the personal page, on top of the year; its acts are the same. */
export function ActDialog({ theme, ...asked }: Asked) {
  return (
    <InHostTheme theme={theme}>
      <OpenDialog {...asked} />
    </InHostTheme>
  );
}

function OpenDialog({ state, page, press, run, close }: Omit<Asked, 'theme'>) {
  const { tab } = words(state.locale);
  const drawn = useMemo(() => {
    const survey = surveyInTab(page.reader.locale);
    return viewOf(page, (button) => press(button), { run: (task) => run(task), survey });
  }, [page, press, run]);
  const title = drawn[0]?.textContent ?? '';
  const heading = useFocusOnChange(page);
  return (
    <Dialog open={state.dialog !== null} onOpenChange={(_event, { open }) => open || close()}>
      <DialogSurface className="surface">
        <DialogBody>
          <DialogTitle ref={heading} tabIndex={-1}>
            {title}
          </DialogTitle>
          <DialogContent className="view" {...scrolled(page, title)}>
            <Messages state={state} wait={<Wait state={state} />} />
            <Nodes drawn={drawn} />
          </DialogContent>
          <DialogActions>
            <FluentButton onClick={close}>{tab.close}</FluentButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Long, and without anything in it that takes the focus, it is scrolled by the keyboard itself. */
const scrolled = ({ model }: TabPage, label: string) =>
  model.kind === 'synthesis' ? { tabIndex: 0, role: 'region', 'aria-label': label } : {};

/** What the personal page draws below its title, as it is; laid anew, it would lose the focus. */
function Nodes({ drawn }: { drawn: Node[] }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(...drawn.slice(1)), [drawn]);
  return <div className="nodes" ref={place} />;
}

/** An answer in place of the question is read from its title on; the dialog's own first focus stays. */
function useFocusOnChange(page: TabPage) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current !== page) heading.current?.focus();
    shown.current = page;
  }, [page]);
  return heading;
}

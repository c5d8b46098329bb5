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
import { words } from '../../words/words.ts';
import type { Button } from '../link/act-row.ts';
import { viewOf } from '../link/view-of.ts';
import type { HostTheme } from '../shared/host.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { Messages } from './messages.tsx';
import type { TabState } from './session.ts';
import { Wait } from './wait.tsx';

interface Asked {
  theme: HostTheme;
  state: TabState;
  page: TabPage;
  press: (button: Button) => void;
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

function OpenDialog({ state, page, press, close }: Omit<Asked, 'theme'>) {
  const { tab } = words(state.locale);
  const [title, ...nodes] = useMemo(() => viewOf(page, (button) => press(button)), [page, press]);
  const heading = useFocusOnChange(page);
  return (
    <Dialog open={state.dialog !== null} onOpenChange={(_event, { open }) => open || close()}>
      <DialogSurface className="surface">
        <DialogBody>
          <DialogTitle ref={heading} tabIndex={-1}>
            {title?.textContent}
          </DialogTitle>
          <DialogContent className="view">
            <Messages state={state} press={press} wait={<Wait state={state} />} />
            <Nodes nodes={nodes} />
          </DialogContent>
          <DialogActions>
            <FluentButton onClick={close}>{tab.close}</FluentButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** What the personal page draws, as it is. */
function Nodes({ nodes }: { nodes: Node[] }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(...nodes), [nodes]);
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

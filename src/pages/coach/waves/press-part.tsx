import { Button } from '@fluentui/react-components';
import { type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import type { SynthesisShown } from '../../../domain/waves-model.ts';
import type { WavesWords } from '../../../words/waves.ts';
import type { Words } from '../../../words/words.ts';
import type { Waves } from './use-waves.ts';

interface Asked {
  wave: string;
  press: NonNullable<SynthesisShown['press']>;
  state: SynthesisShown['state'];
  waves: Waves;
  told: WavesWords;
  survey: Words['survey'];
}

/** To share a synthesis or to hold it back; what cannot be taken back is asked for twice. */
export function PressPart({ wave, press, state, waves, told, survey }: Asked) {
  const id = useId();
  const [asking, setAsking] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asking) question.current?.focus();
    else if (asked.current) first.current?.focus();
    asked.current = asking;
  }, [asking]);
  const { version } = press;
  const send = async (act: 'release' | 'hold', { nativeEvent }: MouseEvent) => {
    if (!nativeEvent.isTrusted) return;
    setAsking(false);
    await waves.press({ wave, version, act });
    // The buttons are gone with what they would do.
    if (act === 'release') document.getElementById('waves-title')?.focus();
  };
  if (asking) {
    return (
      <section className="sharing asking" aria-labelledby={id}>
        <h4 id={id} ref={question} tabIndex={-1}>
          {told.press.title}
        </h4>
        <p>{told.press.warning}</p>
        <div className="acts">
          <Button appearance="primary" onClick={(event) => void send('release', event)}>
            {told.press.sure}
          </Button>
          <Button onClick={() => setAsking(false)}>{told.press.back}</Button>
        </div>
      </section>
    );
  }
  return (
    <div className="sharing">
      <p>{state === 'held' ? survey.held : survey.ready}</p>
      <div className="acts">
        <Button
          ref={first}
          appearance="primary"
          disabledFocusable={waves.working}
          onClick={() => setAsking(true)}
        >
          {told.press.release}
        </Button>
        {press.hold && (
          <Button disabledFocusable={waves.working} onClick={(event) => void send('hold', event)}>
            {told.press.hold}
          </Button>
        )}
      </div>
    </div>
  );
}

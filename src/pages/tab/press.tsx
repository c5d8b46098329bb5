import type { Button } from '../link/act-row.ts';

export type Press = (button: Button) => void;

interface Asked {
  button: Button;
  press: Press;
}

/** A button of the shared kind, in the host's look. Only a person presses it. */
export function Pressable({ button, press }: Asked) {
  return (
    <button
      type="button"
      className={button.primary ? 'press primary' : 'press'}
      {...(button.label === undefined ? {} : { 'aria-label': button.label })}
      onClick={({ nativeEvent }) => nativeEvent.isTrusted && press(button)}
    >
      {button.title}
    </button>
  );
}

/** What languages and libraries look at by themselves: its absence is an answer. */
const quiet = new Set(['then', 'toJSON', 'nodeType', '$$typeof']);

/**
 * The same object, but whatever it does not have throws when it is looked at, and `tell` hears of
 * it: what is not imitated must not look like something that is absent.
 */
export function loud<T extends object>(name: string, known: T, tell: (what: string) => void): T {
  const refuse = (key: string): never => {
    const what = `${name}.${key}`;
    tell(what);
    throw new Error(`This Outlook does not know ${what}.`);
  };
  return new Proxy(known, {
    get: (target, key) => {
      if (typeof key === 'symbol' || key in target || quiet.has(key))
        return Reflect.get(target, key);
      return refuse(key);
    },
    set: (target, key, value) => {
      if (typeof key === 'symbol' || key in target) return Reflect.set(target, key, value);
      return refuse(key);
    },
  });
}

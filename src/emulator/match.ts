import type { Route } from './world.ts';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

const compiled = new WeakMap<Route, RegExp>();

/** The route serving `method path`, case left aside as Graph does, or undefined. */
export function matchRoute(routes: Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = pattern(route).exec(path)?.groups;
    if (params) return { route, params: decoded(params) };
    if (pattern(route).test(path)) return { route, params: {} };
  }
  return undefined;
}

/** A route's path with `*` in place of each parameter. */
export function starred(path: string): string {
  return path.replaceAll('\\', '').replace(/[:*][a-z]+/gi, '*');
}

/** `:name` is a segment or the part of one before a literal, `*name` all that follows. */
function pattern(route: Route): RegExp {
  const known = compiled.get(route);
  if (known) return known;
  const source = route.path.replace(
    /\\(.)|:(\w+)|\*(\w+)|[.$()+?[\]{}^|]/g,
    (found, literal, one, rest) => {
      if (literal) return `\\${literal}`;
      if (one) return `(?<${one}>[^/]+?)`;
      return rest ? `(?<${rest}>.+)` : `\\${found}`;
    },
  );
  const made = new RegExp(`^${source}/?$`, 'i');
  compiled.set(route, made);
  return made;
}

function decoded(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

/** A value as PowerShell writes it, quoted so that nothing in it is read as anything else. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A cmdlet with its parameters, one a line once there are many. */
export function cmdlet(name: string, parameters: Record<string, string | true>): string {
  const given = Object.entries(parameters).map(([parameter, value]) =>
    value === true ? `-${parameter}` : `-${parameter} ${value}`,
  );
  const line = [name, ...given].join(' ');
  return line.length <= 100 ? line : [name, ...given].join(' `\n  ');
}

/** Makes something unless it is there. */
export const unless = (get: string, make: string): string =>
  [
    `if (-not (${get} -ErrorAction SilentlyContinue)) {`,
    ...make.split('\n').map((line) => `  ${line}`),
    '}',
  ].join('\n');

export const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');

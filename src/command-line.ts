/** What a command came to, and what it says of it. */
export interface Result {
  /** 0 done, 1 refused with a reason, 2 not understood. */
  exitCode: 0 | 1 | 2;
  lines: string[];
}

/** Runs a command with its arguments, says what came of it, and ends with its code. */
export async function answer(
  run: (args: string[]) => Promise<Result>,
  /** A sentence in the place of what was thrown. */
  failed: (error: unknown) => string = messageOf,
): Promise<void> {
  const { exitCode, lines } = await run(process.argv.slice(2)).catch((error: unknown): Result => {
    return { exitCode: 1, lines: [failed(error)] };
  });
  process.exitCode = exitCode;
  console.log(lines.join('\n'));
}

/** What an error says of itself. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

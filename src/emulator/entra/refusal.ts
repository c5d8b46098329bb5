import { Refusal } from '../world.ts';

/** Ends a token call with an error in Entra's shape; the description begins with its AADSTS code. */
export function deny(
  status: number,
  error: string,
  description: string,
  more: Record<string, string> = {},
): never {
  const codes = /AADSTS(\d+)/.exec(description);
  const told = { error, error_description: description, error_codes: [Number(codes?.[1])] };
  throw new Refusal({ status, body: { ...told, ...more } });
}

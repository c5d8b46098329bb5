import type { CohortFileBody } from '../../../web/programme-contract.ts';

export type FileProblem = 'needCsv' | 'tooMany' | 'tooLarge';

/** Bytes; the product's own limit is this much in base64. */
const largest = 2_600_000;

const isYaml = ({ name }: File): boolean => /\.ya?ml$/i.test(name);

/** The two files as the product takes them, or why they are not a cohort's. */
export async function filesIn(
  files: readonly File[],
): Promise<CohortFileBody | { problem: FileProblem }> {
  const yamls = files.filter(isYaml);
  const csvs = files.filter((file) => !isYaml(file));
  const [csv, yaml] = [csvs[0], yamls[0]];
  if (!csv) return { problem: 'needCsv' };
  if (csvs.length > 1 || yamls.length > 1) return { problem: 'tooMany' };
  if (files.some(({ size }) => size > largest)) return { problem: 'tooLarge' };
  return { csv: await base64(csv), ...(yaml ? { yaml: await base64(yaml) } : {}) };
}

// A call takes some tens of thousands of arguments at most.
const atOnce = 8192;

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += atOnce) {
    text += String.fromCharCode(...bytes.subarray(start, start + atOnce));
  }
  return btoa(text);
}

/** Each value's place among all, from 0 to 1, equal ones in the middle of theirs. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const places = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { at } of order.slice(from, to)) places[at] = (from + to) / 2 / order.length;
    from = to;
  }
  return places;
}

/** How many were so at a score, and how many were not. */
export interface Scored {
  score: number;
  yes: number;
  no: number;
}

/** How often one that is so scores higher than one that is not, of all such two; 0.5 is chance. */
export function auc(scored: readonly Scored[]): number {
  const order = [...scored].sort((a, b) => a.score - b.score);
  let below = 0;
  let won = 0;
  for (let from = 0; from < order.length; ) {
    let [to, yes, no] = [from, 0, 0];
    for (let one = order[to]; one && one.score === order[from]?.score; one = order[++to]) {
      yes += one.yes;
      no += one.no;
    }
    won += yes * (below + no / 2);
    below += no;
    from = to;
  }
  const all = order.reduce((sum, { yes }) => sum + yes, 0);
  return won / (all * below);
}

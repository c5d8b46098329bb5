/** Where a box stands among those that overlap it: its lane, of how many. */
export interface Lane {
  lane: number;
  of: number;
}

/** Puts boxes that overlap side by side; boxes come sorted by their start, in any unit. */
export function lanesOf(boxes: { from: number; to: number }[]): Lane[] {
  const lanes: Lane[] = [];
  let cluster: Lane[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const one of cluster) one.of = ends.length;
    cluster = [];
    ends = [];
  };
  for (const box of boxes) {
    if (ends.every((end) => end <= box.from)) close();
    const free = ends.findIndex((end) => end <= box.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = box.to;
    const placed = { lane, of: 1 };
    cluster.push(placed);
    lanes.push(placed);
  }
  close();
  return lanes;
}

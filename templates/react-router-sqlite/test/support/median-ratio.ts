// @feature password
const ROUNDS_IN_A_BATCH = 5;
const MOST_BATCHES = 6;

/** Prepares a request, and returns what sends it. Only the latter is timed. */
type Prepare = () => Promise<() => Promise<unknown>>;

/**
 * How many times as long one request takes as another. They take turns, so that a busy machine
 * slows down both, and they are repeated until the medians are less than `factor` apart: chance
 * evens out, a real difference stays however often one measures.
 */
export async function medianRatio(one: Prepare, other: Prepare, factor: number) {
  const times = { one: [] as number[], other: [] as number[] };
  let ratio = Number.NaN;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    for (let round = 0; round < ROUNDS_IN_A_BATCH; round++) {
      times.one.push(await timed(await one()));
      times.other.push(await timed(await other()));
    }
    ratio = median(times.one) / median(times.other);
    if (ratio < factor && ratio > 1 / factor) break;
  }
  return ratio;
}

async function timed(send: () => Promise<unknown>) {
  const started = performance.now();
  await send();
  return performance.now() - started;
}

function median(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

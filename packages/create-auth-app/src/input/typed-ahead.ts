import type { Key } from "node:readline";

type Keypress = [text: string | undefined, key: Key];

/** For each input, a function that stops keeping keys and returns those that were kept. */
const keeping = new WeakMap<NodeJS.ReadStream, () => Keypress[]>();

/**
 * Keeps what is typed while no question is asked. Several keys can arrive at once, for example over
 * a slow connection: the first one answers a question, and the next question isn't there yet.
 */
export function keepKeys(input: NodeJS.ReadStream): void {
  const keys: Keypress[] = [];
  const keep = (...key: Keypress) => void keys.push(key);
  input.on("keypress", keep);
  keeping.set(input, () => {
    input.off("keypress", keep);
    return keys;
  });
}

export function takeKeys(input: NodeJS.ReadStream): Keypress[] {
  const end = keeping.get(input);
  keeping.delete(input);
  return end?.() ?? [];
}

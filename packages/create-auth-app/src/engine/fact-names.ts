import type { Catalogue } from "../options.ts";

/** Every name that a fact can have under `from`, on or off. Any other name is a typing mistake. */
export function factNames(from: Catalogue): ReadonlySet<string> {
  return new Set(
    Object.values(from).flatMap((option) =>
      option.kind === "toggle" ? [option.flag] : Object.keys(option.choices),
    ),
  );
}

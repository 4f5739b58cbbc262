import { type Catalogue, factsIn } from "../options/catalogue.ts";

/** Every name that a fact can have under `from`, on or off. Any other name is a typing mistake. */
export function factNames(from: Catalogue): ReadonlySet<string> {
  return new Set(Object.values(from).flatMap(factsIn));
}

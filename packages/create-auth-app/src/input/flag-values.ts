import { closest, distance } from "fastest-levenshtein";
import { UserError } from "../errors.ts";
import type { Answer, Option } from "../options/option.ts";

/** A flag as it was typed, and its value. */
export interface Token {
  name: string;
  /** With its dashes. */
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

/** The value of a flag that is on or off. */
export function readOnOff(token: Token, negated: boolean): boolean {
  if (token.value !== undefined) {
    throw new UserError(`${token.rawName} takes no value.`, {
      code: "bad-value",
      hint: `Leave out "=${token.value}".`,
    });
  }
  return !negated;
}

/** The answer that a flag gives, together with what the same flag gave before. */
export function readAnswer(
  token: Token,
  { option, negated }: { option: Option; negated: boolean },
  before: Answer | undefined,
): Answer {
  if (option.kind === "toggle") return readOnOff(token, negated);
  const allowed = Object.keys(option.choices);
  const value = readValue(token, allowed, option.kind);
  if (option.kind === "one") return assertAllowed(token.rawName, value, allowed);
  const items = value.split(",").map((item) => item.trim());
  for (const item of items) assertAllowed(token.rawName, item, allowed, "some");
  // In the order of the catalogue: the same set is the same answer, however it was typed.
  const all = new Set([...items, ...(typeof before === "object" ? before : [])]);
  return allowed.filter((choice) => all.has(choice));
}

export function readValue(
  token: Token,
  allowed: readonly string[],
  kind: "one" | "some" = "one",
): string {
  // `--framework --yes` is a forgotten value, not a framework named "--yes".
  const forgotten = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
  if (!forgotten && token.value) return token.value;
  throw new UserError(`${token.rawName} needs a value.`, {
    code: "bad-value",
    hint: allowedText(allowed, kind),
  });
}

export function assertAllowed(
  flag: string,
  value: string,
  allowed: readonly string[],
  kind: "one" | "some" = "one",
): string {
  if (allowed.includes(value)) return value;
  const near = suggestion(value, allowed);
  throw new UserError(`Invalid ${flag} "${value}".`, {
    code: "bad-value",
    hint: [near && `Did you mean ${near}?`, allowedText(allowed, kind)].filter(Boolean).join("\n"),
  });
}

function allowedText(allowed: readonly string[], kind: "one" | "some"): string {
  if (kind === "one" || allowed.length < 2) return `Allowed: ${allowed.join(", ")}.`;
  return `Allowed: ${allowed.join(", ")}, or several: ${allowed.join(",")}.`;
}

/** The one of `allowed` that was probably meant, if any is close enough. */
export function suggestion(typed: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const word = typed.toLowerCase();
  const near = closest(word, allowed);
  // Up to a third of the letters may be wrong. With more, it is another word.
  if (distance(word, near) <= Math.max(1, Math.floor(near.length / 3))) return near;
  return word.length < 3 ? undefined : allowed.find((name) => name.startsWith(word));
}

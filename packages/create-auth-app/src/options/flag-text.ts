import type { Answer, Option } from "./catalogue.ts";

/** How an answer is typed. */
export function flagText(option: Option, answer: Answer): string {
  if (option.kind === "toggle") return `--${answer ? "" : "no-"}${option.flag}`;
  return `--${option.flag} ${String(answer)}`;
}

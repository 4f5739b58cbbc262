import { type Answers, catalogue } from "../options/catalogue.ts";
import type { Choice } from "../options/option.ts";
import type { Plan } from "../plan/plan.ts";
import type { StepId } from "../plan/planned-steps.ts";
import { tableText } from "./messages.ts";
import type { Voice } from "./voice.ts";
import { wrapped } from "./wrap.ts";

/** How it ended: what was created and proven, what to type, where to look. */
export function doneText(
  plan: Plan,
  { next, done }: { next: readonly string[]; done: ReadonlySet<StepId> },
  { style, columns }: Pick<Voice, "style" | "columns">,
): string {
  const { name } = plan.answers;
  const titleText = `${name} ${done.has("install") ? "is ready" : "has been created"}`;
  const isTested = done.has("verify") && !plan.remote;
  return [
    "",
    `${style("green", "✓")} ${style("bold", titleText)}`,
    "",
    tableText(
      [
        ["Created", createdText(plan, done)],
        ...(isTested ? [["Tested", testedText(plan.answers)] as const] : []),
        ...placesOf(plan),
      ],
      style,
      columns,
    ),
    "",
    ...(next.length > 0 ? ["Next:", ...next.map((line) => `  ${style("cyan", line)}`), ""] : []),
    ...(plan.remote ? [] : [...wrapped(firstStepText(plan.answers), columns), ""]),
    style("dim", "To repeat this setup:"),
    style("dim", `  ${plan.again}`),
  ].join("\n");
}

/** What the test sign-in has shown. */
function testedText({ signIn }: Answers): string {
  const chosen: readonly Choice[] = signIn.map((name) => catalogue.signIn.choices[name]);
  // Of several providers, the first one is tested.
  const ways = new Set(chosen.flatMap(({ tested }) => tested ?? []));
  // Made here, because Intl loads its data with the first one, which takes 14 ms.
  const list = new Intl.ListFormat("en").format(ways);
  return `sign-in with ${list}, and that strangers can't see the dashboard`;
}

function createdText({ files, target }: Plan, done: ReadonlySet<StepId>): string {
  const commit = done.has("git") ? ", with a first commit" : "";
  return `${files.length} files in ${target.path}${commit}`;
}

/** Where an owner looks first. */
function placesOf({ files, remote }: Plan): [string, string][] {
  if (remote) return [];
  const auth = files.find(({ path }) => path.endsWith("/services/auth.server.ts"));
  return auth ? [["Code", `${auth.path} for sign-in, README.md for the rest`]] : [];
}

/** How to try it, with the first sign-in method that says how. */
function firstStepText({ signIn }: Answers): string {
  const chosen: readonly Choice[] = signIn.map((name) => catalogue.signIn.choices[name]);
  const { doing, mailed } = chosen.find(({ firstStep }) => firstStep)?.firstStep ?? {};
  if (doing === undefined) return "Open the address it prints and sign in.";
  const first = `Open the address it prints and ${doing}.`;
  return mailed === undefined ? first : `${first}\nYou'll find ${mailed} at /dev/mailbox.`;
}

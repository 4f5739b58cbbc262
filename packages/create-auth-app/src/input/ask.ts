import type { Host } from "../host.ts";
import { defaultAnswers } from "../options/answers.ts";
import { onlyApplicable, withImplied } from "../options/applies.ts";
import { summaryRows, summaryTexts } from "../output/messages.ts";
import { type Style, voiceOn } from "../output/voice.ts";
import type { Plan } from "../plan/plan.ts";
import { converse } from "./dialogue.ts";
import type { Flags } from "./flags.ts";
import { type Frame, signs } from "./frame.ts";
import type { Conversation } from "./prompt.ts";
import { type Draft, firstQuestions, furtherQuestions, optionQuestions } from "./questions.ts";
import { makeRequest, type Request } from "./request.ts";

/** Asks what the flags leave open. `planFor` returns what would be done for a request. */
export type Ask = (
  flags: Flags,
  host: Host,
  planFor: (request: Request) => Plan,
  signal: AbortSignal,
) => Promise<Request>;

/** Asks the remaining questions one at a time, shows what they amount to, and waits for a yes. */
export function askOn({ input, output }: Omit<Conversation, "signal">): Ask {
  return async (flags, host, planFor, signal) => {
    const conversation = { input, output, signal };
    const { style } = voiceOn(output);
    const first = firstQuestions(flags, host);
    const start: Draft = {
      directory: flags.directory,
      overwrite: flags.switches.overwrite,
      answers: withImplied(flags.answers),
    };
    const draft = await converse(
      {
        title: "create-auth-app",
        questions: (draft) => [
          ...first,
          ...(flags.remote ? [] : optionQuestions(start.answers, draft, host)),
        ],
        more: (draft) => furtherQuestions(start.answers, draft, flags, host),
        review: async (draft) => {
          const request = completeRequest(draft, flags, host);
          return reviewOf(planFor(request), request, style);
        },
      },
      start,
      conversation,
    );
    // The summary has shown the warnings.
    return { ...completeRequest(draft, flags, host), warnings: [] };
  };
}

/** What will be created, shown above the last question. It stays on the screen after a yes. */
function reviewOf(plan: Plan, { warnings }: Request, style: Style) {
  const summary = (frame: Frame, title: string, sign: string) => [
    ...frame.text(title, { sign, look: (text) => style("bold", text) }),
    ...summaryLines(plan, frame, style),
    ...[...summaryTexts(plan), ...warnings].flatMap((text) => [
      frame.empty(),
      ...frame.text(text, { look: (line) => style("yellow", line) }),
    ]),
  ];
  return {
    question: "Create it?",
    above: (frame: Frame) => [
      ...summary(frame, `Ready to create ${placeText(plan)}`, frame.empty()),
      frame.empty(),
    ],
    answered: (frame: Frame) => [
      frame.empty(),
      ...summary(frame, `Creating ${placeText(plan)}`, style("green", signs.answered)),
      style("dim", signs.end),
    ],
  };
}

function placeText({ cd }: Plan): string {
  return cd ?? "the app in this directory";
}

function summaryLines(plan: Plan, frame: Frame, style: Style): string[] {
  const rows = summaryRows(plan);
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  return rows.flatMap(([label, value]) =>
    frame.pair(label, value, { lead: "  ", labelWidth, look: (text) => style("dim", text) }),
  );
}

function completeRequest(draft: Draft, flags: Flags, host: Host): Request {
  const { directory, overwrite } = draft;
  const switches = { ...flags.switches, overwrite };
  const all = { ...defaultAnswers(host), ...draft.answers };
  // Going back can leave behind an answer to a question that no longer applies.
  const answers = onlyApplicable(draft.answers, all);
  const request = makeRequest({ ...flags, directory, answers, switches }, host);
  // The summary has said whose code a remote template runs.
  return { ...request, defaults: [], ...(flags.remote && { warnings: [] }) };
}

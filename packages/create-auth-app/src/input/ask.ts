import * as clack from "@clack/prompts";
import { Cancelled } from "../errors.ts";
import type { Host } from "../host.ts";
import { defaultAnswers } from "../options/answers.ts";
import { onlyApplicable, withImplied } from "../options/applies.ts";
import { nothingWritten, summaryText } from "../output/messages.ts";
import { type Style, voiceOn } from "../output/voice.ts";
import type { Plan } from "../plan/plan.ts";
import type { Flags } from "./flags.ts";
import { back, type Conversation, reply } from "./prompt.ts";
import { type Draft, firstQuestions, optionQuestions } from "./questions.ts";
import { makeRequest, type Request } from "./request.ts";

/** Asks what the flags leave open. `planFor` gives what would be done for a request. */
export type Ask = (
  flags: Flags,
  host: Host,
  planFor: (request: Request) => Plan,
  signal: AbortSignal,
) => Promise<Request>;

/** Asks the remaining questions one at a time, shows what they amount to, and waits for a yes. */
export function askOn({ input, output }: Omit<Conversation, "signal">): Ask {
  return (flags, host, planFor, signal) =>
    converse(flags, host, planFor, { input, output, signal });
}

async function converse(
  flags: Flags,
  host: Host,
  planFor: (request: Request) => Plan,
  conversation: Conversation,
): Promise<Request> {
  const { style } = voiceOn(conversation.output);
  clack.intro(
    `${style("bold", "create-auth-app")}${style("dim", "   b goes back, Esc leaves")}`,
    conversation,
  );
  let draft: Draft = {
    directory: flags.directory,
    overwrite: flags.switches.overwrite,
    answers: withImplied(flags.answers),
  };
  const first = firstQuestions(flags, host);
  const { answers: given } = draft;
  for (let at = 0; ; ) {
    // An answer can raise or settle questions that come after it, none before.
    const questions = [...first, ...(flags.remote ? [] : optionQuestions(given, draft, host))];
    const question = questions[at];
    if (!question) {
      const request = completeRequest(draft, flags, host);
      const text = [summaryText(planFor(request), style), ...request.warnings].join("\n\n");
      const go = await lastLook(text, questions.length > 0, style, conversation);
      // The summary has said them.
      if (go === true) return { ...request, warnings: [] };
      at = go === back ? Math.max(0, questions.length - 1) : 0;
      continue;
    }
    const answered = await question(draft, conversation);
    if (answered === back) at = Math.max(0, at - 1);
    else [draft, at] = [answered, at + 1];
  }
}

/** Shows what will be made, and waits. False means: through the questions again. */
async function lastLook(summary: string, asked: boolean, style: Style, conversation: Conversation) {
  clack.log.message(summary, { symbol: style("cyan", "◆"), ...conversation });
  const go = await reply(conversation, () =>
    clack.select({
      message: "Make it?",
      options: [
        { value: true, label: "Yes" },
        { value: false, label: asked ? "No, change an answer" : "No" },
      ],
      showInstructions: false,
      ...conversation,
    }),
  );
  if (go === true) clack.outro("", conversation);
  if (go === true || asked) return go;
  clack.cancel(nothingWritten, conversation);
  throw new Cancelled();
}

function completeRequest(draft: Draft, flags: Flags, host: Host): Request {
  const { directory, overwrite } = draft;
  const switches = { ...flags.switches, overwrite };
  const all = { ...defaultAnswers(host), ...draft.answers };
  // Going back can leave an answer behind to what is no longer a question.
  const answers = onlyApplicable(draft.answers, all);
  const request = makeRequest({ ...flags, directory, answers, switches }, host);
  // The summary has said whose code a remote template runs.
  return { ...request, defaults: [], ...(flags.remote && { warnings: [] }) };
}

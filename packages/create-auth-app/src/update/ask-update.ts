import * as clack from "@clack/prompts";
import { Cancelled } from "../errors.ts";
import { back, type Conversation, reply } from "../input/prompt.ts";
import { type Draft, optionQuestion } from "../input/questions.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import type { Option } from "../options/option.ts";
import { voiceOn } from "../output/voice.ts";

/** The options to ask about. Others can be changed with their flags. */
const asked: readonly (keyof Answers)[] = ["database", "email", "signIn", "twoFactor", "session"];

export interface UpdateQuestions {
  /** The first line. */
  title: string;
  before: Answers;
  /** The last look for these answers, or undefined if they change nothing. */
  summarize: (answers: Answers) => Promise<string | undefined>;
  /** Whether to ask about the answers, or only whether to go ahead. */
  open: boolean;
}

/** Asks with the present answers selected, shows what would change, and waits for a yes. */
export async function askForUpdate(
  { title, before, summarize, open }: UpdateQuestions,
  answers: Answers,
  conversation: Conversation,
): Promise<Answers | undefined> {
  const { style } = voiceOn(conversation.output);
  const keys = open ? "   b: back · Esc: quit" : "   Esc: quit";
  clack.intro(`${style("bold", title)}${style("dim", keys)}`, conversation);
  let draft: Draft = { directory: undefined, overwrite: false, answers };
  for (let at = 0; ; ) {
    const all: Answers = { ...before, ...draft.answers };
    const questions = open ? asked.filter((id) => applies(catalogue[id], all)) : [];
    const id = questions[at];
    if (id === undefined) {
      const summary = await summarize(all);
      if (summary === undefined) {
        clack.outro("", conversation);
        return undefined;
      }
      const go = await lastLook(summary, open, conversation);
      if (go === true) return all;
      at = go === back ? Math.max(0, questions.length - 1) : 0;
      continue;
    }
    const option: Option = catalogue[id];
    const answered = await optionQuestion(id, option, before)(draft, conversation);
    if (answered === back) at = Math.max(0, at - 1);
    else [draft, at] = [answered, at + 1];
  }
}

async function lastLook(summary: string, open: boolean, conversation: Conversation) {
  const { style } = voiceOn(conversation.output);
  clack.log.message(summary, { symbol: style("cyan", "◆"), ...conversation });
  const go = await reply(conversation, () =>
    clack.select({
      message: "Update it?",
      options: [
        { value: true, label: "Yes" },
        { value: false, label: open ? "No, change an answer" : "No" },
      ],
      showInstructions: false,
      ...conversation,
    }),
  );
  if (go === true) clack.outro("", conversation);
  if (go === true || open) return go;
  clack.cancel("Nothing was written.", conversation);
  throw new Cancelled();
}

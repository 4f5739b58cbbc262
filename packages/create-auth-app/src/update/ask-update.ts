import { converse } from "../input/dialogue.ts";
import type { Frame } from "../input/frame.ts";
import type { Conversation } from "../input/prompt.ts";
import { type Draft, optionQuestion } from "../input/questions.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";

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
  const all = (draft: Draft): Answers => ({ ...before, ...draft.answers });
  let changesNothing = false;
  const draft = await converse<Draft>(
    {
      title,
      questions: (draft) =>
        asked
          .filter((id) => open && applies(catalogue[id], all(draft)))
          .map((id) => optionQuestion(id, catalogue[id], before)),
      review: async (draft) => {
        const summary = await summarize(all(draft));
        changesNothing = summary === undefined;
        if (summary === undefined) return undefined;
        const shown = (frame: Frame) => frame.text(summary);
        return {
          question: "Update it?",
          above: (frame) => [...shown(frame), frame.empty()],
          answered: (frame) => [frame.empty(), ...shown(frame), ...frame.last("")],
        };
      },
    },
    { directory: undefined, overwrite: false, answers },
    conversation,
  );
  return changesNothing ? undefined : all(draft);
}

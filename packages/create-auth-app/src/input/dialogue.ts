import { Cancelled } from "../errors.ts";
import { nothingWritten } from "../output/messages.ts";
import { signs } from "./frame.ts";
import {
  back,
  type Conversation,
  chooseOne,
  closeConversation,
  eraseAnswered,
  linesAnswered,
  openConversation,
} from "./prompt.ts";
import type { Heading } from "./screen.ts";

/** Asks, and returns the draft with the answer in it. */
export type Question<Draft> = (
  draft: Draft,
  conversation: Conversation,
  /** The question's place among the others. */
  heading: Pick<Heading, "progress" | "first">,
) => Promise<Draft | typeof back>;

/** Questions one at a time, and a last look at what they amount to. */
export interface Dialogue<Draft> {
  title: string;
  /** The open questions. An answer can add or settle questions that come after it, but none before. */
  questions: (draft: Draft) => readonly Question<Draft>[];
  /** Further questions, which are asked only if the user wants to see them. */
  more?: (draft: Draft) => { hint: string; questions: readonly Question<Draft>[] };
  /** What to show before the last question. If undefined, the dialogue ends without that question. */
  review: (draft: Draft) => Promise<Review | undefined>;
}

export interface Review extends Pick<Heading, "above" | "answered"> {
  /** The last question, such as "Create it?". */
  question: string;
}

/** Goes through a dialogue, back and forth, until the user says yes. Throws if they quit. */
export async function converse<Draft>(
  dialogue: Dialogue<Draft>,
  start: Draft,
  conversation: Conversation,
): Promise<Draft> {
  openConversation(dialogue.title, conversation);
  try {
    return await goThrough(dialogue, start, conversation);
  } finally {
    closeConversation(conversation);
  }
}

async function goThrough<Draft>(
  { questions, more, review }: Dialogue<Draft>,
  start: Draft,
  conversation: Conversation,
): Promise<Draft> {
  let draft = start;
  let wantsMore = false;
  // Where each question began on the screen. Going back erases what comes after.
  const begins: number[] = [];
  const goTo = (at: number) => {
    eraseAnswered(begins[at] ?? 0, conversation.output);
    return at;
  };
  for (let at = 0; ; ) {
    begins[at] = linesAnswered(conversation.output);
    const usual = questions(draft);
    const further = more?.(draft) ?? { hint: "", questions: [] };
    const all = wantsMore ? [...usual, ...further.questions] : usual;
    const question = all[at];
    if (question) {
      const progress = `${at + 1} of ${all.length}`;
      const answered = await question(draft, conversation, { progress, first: at === 0 });
      if (answered === back) at = goTo(at - 1);
      else [draft, at] = [answered, at + 1];
      continue;
    }
    const look = await review(draft);
    if (!look) {
      conversation.output.write(`${signs.end}\n`);
      return draft;
    }
    const next = await lastLook(look, {
      more: wantsMore || further.questions.length === 0 ? undefined : further.hint,
      asked: all.length > 0,
      conversation,
    });
    if (next === "go") return draft;
    if (next === back) at = goTo(all.length - 1);
    if (next === "change") at = goTo(0);
    if (next === "more") wantsMore = true;
  }
}

type Next = "go" | "more" | "change" | "stop";

interface LastLook {
  more: string | undefined;
  asked: boolean;
  conversation: Conversation;
}

async function lastLook(
  { question, above, answered }: Review,
  { more, asked, conversation }: LastLook,
): Promise<Exclude<Next, "stop"> | typeof back> {
  const rows: { value: Next; label: string; hint?: string }[] = [
    { value: "go", label: "Yes" },
    ...(more === undefined ? [] : [{ value: "more", label: "More options", hint: more } as const]),
    asked ? { value: "change", label: "Change an answer" } : { value: "stop", label: "No" },
  ];
  const next = await chooseOne<Next>(
    conversation,
    {
      label: question,
      above,
      answered: (frame, value) => (value === "go" ? (answered?.(frame, value) ?? []) : []),
      first: !asked,
    },
    rows,
  );
  if (next !== "stop") return next;
  conversation.output.write(`${signs.end}  ${nothingWritten}\n`);
  throw new Cancelled();
}

import * as clack from "@clack/prompts";
import type { Ask, Prepared } from "../create.ts";
import { Cancelled, UserError } from "../errors.ts";
import type { Place } from "../host.ts";
import { type Choices, defaultsAt } from "../options/answers.ts";
import { applies, onlyApplicable, withImplied } from "../options/applies.ts";
import {
  type Choice,
  catalogue,
  factsIn,
  type OneOf,
  type Option,
  type SomeOf,
  type Toggle,
} from "../options/catalogue.ts";
import { nothingWritten, summaryText } from "../output/messages.ts";
import { type Style, voiceOn } from "../output/voice.ts";
import { defaultDirectory } from "../project/directory.ts";
import { findTarget } from "../project/target.ts";
import { appNode, isTooOld } from "../versions.ts";
import type { Flags } from "./flags.ts";
import { back, type Conversation, reply, settled } from "./prompt.ts";
import { nodeTooOld, type Request, requestFrom } from "./request.ts";

/** What is answered so far. Kept when one goes back, as what is proposed then. */
interface Draft {
  directory: string | undefined;
  overwrite: boolean;
  answers: Partial<Choices>;
}

type Question = (draft: Draft, conversation: Conversation) => Promise<Draft | typeof back>;

/** Puts the open questions one by one, shows what comes of them, and waits for a yes. */
export function askOn({ input, output }: Omit<Conversation, "signal">): Ask {
  return (flags, place, prepare, signal) =>
    converse(flags, place, prepare, { input, output, signal });
}

async function converse(
  flags: Flags,
  place: Place,
  prepare: (request: Request) => Prepared,
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
    answers: withImplied(flags.answers, catalogue),
  };
  const first = firstQuestions(flags, place);
  const { answers: given } = draft;
  for (let at = 0; ; ) {
    // An answer can raise or settle questions that come after it, none before.
    const questions = [...first, ...(flags.remote ? [] : optionQuestions(given, draft, place))];
    const question = questions[at];
    if (!question) {
      const request = requestOf(draft, flags, place);
      const { plan } = prepare(request);
      const text = [summaryText(plan, style), ...request.warnings].join("\n\n");
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

function firstQuestions(flags: Flags, place: Place): Question[] {
  return [
    ...(needsNode(flags, place) ? [nodeQuestion(place)] : []),
    ...(needsDirectory(flags, place) ? [directoryQuestion(flags.directory, place)] : []),
  ];
}

/** Of the options that were not given, those that there is something to choose about. */
function optionQuestions(given: Partial<Choices>, { answers }: Draft, place: Place): Question[] {
  const defaults = defaultsAt(place);
  const all = { ...defaults, ...answers };
  return Object.entries<Option>(catalogue)
    .filter(
      ([id, option]) =>
        option.asked &&
        !(id in given) &&
        choiceCount(option) > 1 &&
        applies(option, all, catalogue),
    )
    .map(([id, option]) => optionQuestion(id as keyof Choices, option, defaults));
}

function choiceCount(option: Option): number {
  return option.kind === "toggle" ? 2 : Object.keys(option.choices).length;
}

function needsNode({ answers, remote, switches }: Flags, { nodeVersion }: Place): boolean {
  return !remote && isTooOld(nodeVersion) && switches.install && answers.pinNode === undefined;
}

function needsDirectory({ directory, switches }: Flags, place: Place): boolean {
  if (directory === undefined) return true;
  return findTarget(directory, place).entries.length > 0 && !switches.overwrite;
}

function nodeQuestion({ nodeVersion }: Place): Question {
  return async (draft, conversation) => {
    const pinNode = await reply(conversation, () =>
      clack.select({
        message: `The app needs Node.js ${appNode} or newer; this is ${nodeVersion}`,
        options: [
          { value: true, label: "Install a current one inside the project" },
          { value: false, label: "Stop here, I will install it myself" },
        ],
        initialValue: draft.answers.pinNode ?? true,
        showInstructions: false,
        ...conversation,
      }),
    );
    if (pinNode === back) return back;
    if (!pinNode) throw nodeTooOld(nodeVersion);
    return { ...draft, answers: { ...draft.answers, pinNode } };
  };
}

function directoryQuestion(fromFlags: string | undefined, place: Place): Question {
  // A directory from the command line is only asked about because it is not empty.
  let given = fromFlags;
  return async (draft, conversation) => {
    for (;;) {
      const directory = given ?? (await typedDirectory(draft.directory, place, conversation));
      given = undefined;
      const { entries, path } = findTarget(directory, place);
      if (entries.length === 0) return { ...draft, directory, overwrite: false };
      const beside = await reply(conversation, () => askAboutFull(path, entries, conversation));
      if (beside === true) return { ...draft, directory, overwrite: true };
    }
  };
}

async function typedDirectory(
  before: string | undefined,
  place: Place,
  conversation: Conversation,
) {
  const typed = await clack.text({
    message: "Directory",
    placeholder: defaultDirectory,
    defaultValue: defaultDirectory,
    ...(before !== undefined && { initialValue: before }),
    validate: (value) => wrongWith(value || defaultDirectory, place),
    ...conversation,
  });
  return settled(typed, conversation);
}

function wrongWith(typed: string, place: Place): string | undefined {
  try {
    findTarget(typed, place);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint].filter(Boolean).join(" ");
    throw error;
  }
}

function askAboutFull(path: string, entries: readonly string[], conversation: Conversation) {
  const shown = entries.slice(0, 3).join(", ");
  const more = entries.length > 3 ? ` and ${entries.length - 3} more` : "";
  return clack.select({
    message: `${path} is not empty (${shown}${more})`,
    options: [
      { value: false, label: "Choose another directory" },
      {
        value: true,
        label: "Write beside what is there",
        hint: "nothing is lost; a look before it happens",
      },
    ],
    showInstructions: false,
    ...conversation,
  });
}

function optionQuestion(id: keyof Choices, option: Option, defaults: Choices): Question {
  return async (draft, conversation) => {
    const before = draft.answers[id] ?? defaults[id];
    const answer = await reply<unknown>(conversation, () =>
      prompts[option.kind](option as never, before as never, conversation),
    );
    if (answer === back) return back;
    return { ...draft, answers: { ...draft.answers, [id]: inOrder(answer, option) } };
  };
}

/** Several values come in the order in which they were chosen: the same set is the same answer. */
function inOrder(answer: unknown, option: Option): unknown {
  if (!Array.isArray(answer)) return answer;
  return factsIn(option).filter((choice) => answer.includes(choice));
}

const prompts = {
  one: ({ label, choices }: OneOf, initialValue: string, conversation: Conversation) =>
    clack.select({
      message: label,
      options: rows(choices),
      initialValue,
      showInstructions: false,
      ...conversation,
    }),
  some: (
    { label, choices }: SomeOf,
    initialValues: readonly string[],
    conversation: Conversation,
  ) =>
    clack.multiselect({ message: label, options: rows(choices), initialValues, ...conversation }),
  toggle: ({ label, help }: Toggle, initialValue: boolean, conversation: Conversation) =>
    clack.select({
      message: label,
      options: [
        { value: true, label: "Yes", hint: help },
        { value: false, label: "No", hint: help },
      ],
      initialValue,
      showInstructions: false,
      ...conversation,
    }),
};

function rows(choices: Readonly<Record<string, Choice>>) {
  return Object.entries(choices).map(([value, { label, hint }]) => ({ value, label, hint }));
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

function requestOf(draft: Draft, flags: Flags, place: Place): Request {
  const { directory, overwrite } = draft;
  const switches = { ...flags.switches, overwrite };
  const all = { ...defaultsAt(place), ...draft.answers };
  // One can have gone back and left behind an answer to what is no longer a question.
  const answers = onlyApplicable(draft.answers, all, catalogue);
  const request = requestFrom({ ...flags, directory, answers, switches }, place);
  // The summary has said whose code a remote template runs.
  return { ...request, defaults: [], ...(flags.remote && { warnings: [] }) };
}

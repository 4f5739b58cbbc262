import * as clack from "@clack/prompts";
import { UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { defaultAnswers } from "../options/answers.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { factsIn } from "../options/facts.ts";
import type { Choice, OneOf, Option, SomeOf, Toggle } from "../options/option.ts";
import { defaultDirectory } from "../project/directory.ts";
import { findTarget } from "../project/target.ts";
import { appNode, isTooOld } from "../versions.ts";
import type { Flags } from "./flags.ts";
import { back, type Conversation, reply, settled } from "./prompt.ts";
import { nodeTooOld } from "./request.ts";

/** What has been answered so far. Kept when the user goes back, and offered as the default. */
export interface Draft {
  directory: string | undefined;
  overwrite: boolean;
  answers: Partial<Answers>;
}

/** Asks, and gives the draft with the answer in it. */
export type Question = (draft: Draft, conversation: Conversation) => Promise<Draft | typeof back>;

/** About Node.js and the directory, where there is something to ask. */
export function firstQuestions(flags: Flags, host: Host): Question[] {
  return [
    ...(needsNode(flags, host) ? [nodeQuestion(host)] : []),
    ...(needsDirectory(flags, host) ? [directoryQuestion(flags.directory, host)] : []),
  ];
}

/** About the options that were not given and have more than one answer. */
export function optionQuestions(
  given: Partial<Answers>,
  { answers }: Draft,
  host: Host,
): Question[] {
  const defaults = defaultAnswers(host);
  const all = { ...defaults, ...answers };
  return Object.entries<Option>(catalogue)
    .filter(
      ([id, option]) =>
        option.asked && !(id in given) && choiceCount(option) > 1 && applies(option, all),
    )
    .map(([id, option]) => optionQuestion(id as keyof Answers, option, defaults));
}

function choiceCount(option: Option): number {
  return option.kind === "toggle" ? 2 : Object.keys(option.choices).length;
}

function needsNode({ answers, remote, switches }: Flags, { nodeVersion }: Host): boolean {
  return !remote && isTooOld(nodeVersion) && switches.install && answers.pinNode === undefined;
}

function needsDirectory({ directory, switches }: Flags, host: Host): boolean {
  if (directory === undefined) return true;
  return findTarget(directory, host).entries.length > 0 && !switches.overwrite;
}

function nodeQuestion({ nodeVersion }: Host): Question {
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

function directoryQuestion(fromFlags: string | undefined, host: Host): Question {
  // A directory from the command line is only asked about if it is not empty.
  let given = fromFlags;
  return async (draft, conversation) => {
    for (;;) {
      const directory = given ?? (await typedDirectory(draft.directory, host, conversation));
      given = undefined;
      const { entries, path } = findTarget(directory, host);
      if (entries.length === 0) return { ...draft, directory, overwrite: false };
      const beside = await reply(conversation, () => askAboutFull(path, entries, conversation));
      if (beside === true) return { ...draft, directory, overwrite: true };
    }
  };
}

async function typedDirectory(before: string | undefined, host: Host, conversation: Conversation) {
  const typed = await clack.text({
    message: "Directory",
    placeholder: defaultDirectory,
    defaultValue: defaultDirectory,
    ...(before !== undefined && { initialValue: before }),
    validate: (value) => wrongWith(value || defaultDirectory, host),
    ...conversation,
  });
  return settled(typed, conversation);
}

function wrongWith(typed: string, host: Host): string | undefined {
  try {
    findTarget(typed, host);
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

export function optionQuestion(id: keyof Answers, option: Option, defaults: Answers): Question {
  return async (draft, conversation) => {
    const before = draft.answers[id] ?? defaults[id];
    const answer = await reply<unknown>(conversation, () =>
      prompts[option.kind](option as never, before as never, conversation),
    );
    if (answer === back) return back;
    return { ...draft, answers: { ...draft.answers, [id]: inOrder(answer, option) } };
  };
}

/** In the order of the catalogue, not of choosing: the same set is the same answer. */
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

import { UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { defaultAnswers } from "../options/answers.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { factsIn } from "../options/facts.ts";
import type { Choice, Option } from "../options/option.ts";
import { defaultDirectory } from "../project/directory.ts";
import { findTarget } from "../project/target.ts";
import { appNode, isTooOld } from "../versions.ts";
import type { Question as QuestionAbout } from "./dialogue.ts";
import type { Flags } from "./flags.ts";
import {
  back,
  type Conversation,
  chooseOne,
  chooseSome,
  eraseAnswered,
  linesAnswered,
  typeText,
} from "./prompt.ts";
import { nodeTooOld } from "./request.ts";
import type { Row } from "./screen.ts";

/** What has been answered so far. Kept when the user goes back, and offered as the default. */
export interface Draft {
  directory: string | undefined;
  overwrite: boolean;
  answers: Partial<Answers>;
}

export type Question = QuestionAbout<Draft>;

/** About Node.js and the directory, where there is something to ask. */
export function firstQuestions(flags: Flags, host: Host): Question[] {
  return [
    ...(needsNode(flags, host) ? [nodeQuestion(host)] : []),
    ...(needsDirectory(flags, host) ? [directoryQuestion(flags.directory, host)] : []),
  ];
}

/** About the options that everyone is asked about, where they weren't given. */
export function optionQuestions(
  given: Partial<Answers>,
  { answers }: Draft,
  host: Host,
): Question[] {
  const defaults = defaultAnswers(host);
  const all = { ...defaults, ...answers };
  return Object.entries<Option>(catalogue)
    .filter(([id, option]) => option.asked && isOpen(id, option, given) && applies(option, all))
    .map(([id, option]) => optionQuestion(id as keyof Answers, option, defaults));
}

/** About the other options. Most people keep their defaults, so they are asked only on request. */
export function furtherQuestions(
  given: Partial<Answers>,
  { answers }: Draft,
  { remote }: Flags,
  host: Host,
) {
  const defaults = defaultAnswers(host);
  const all = { ...defaults, ...answers };
  // Whether the project needs a Node.js of its own is asked only if it does.
  const options = Object.entries<Option>(catalogue).filter(
    ([id, option]) =>
      !remote &&
      !option.asked &&
      option.installs !== "own" &&
      isOpen(id, option, given) &&
      applies(option, all),
  );
  return {
    hint: options.map(([, { label }]) => label.toLowerCase()).join(", "),
    questions: options.map(([id, option]) => optionQuestion(id as keyof Answers, option, defaults)),
  };
}

function isOpen(id: string, option: Option, given: Partial<Answers>): boolean {
  return !(id in given) && choiceCount(option) > 1;
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
  return async (draft, conversation, heading) => {
    const pinNode = await chooseOne(
      conversation,
      {
        ...heading,
        label: "Node.js",
        help: `The app needs Node.js ${appNode} or newer; this is ${nodeVersion}.`,
      },
      [
        { value: true, label: "Install a supported version in the project" },
        { value: false, label: "Exit; I'll install it myself" },
      ],
      draft.answers.pinNode ?? true,
    );
    if (pinNode === back) return back;
    if (!pinNode) throw nodeTooOld(nodeVersion);
    return { ...draft, answers: { ...draft.answers, pinNode } };
  };
}

function directoryQuestion(fromFlags: string | undefined, host: Host): Question {
  // A directory from the command line is only asked about if it is not empty.
  let given = fromFlags;
  return async (draft, conversation, heading) => {
    const { output } = conversation;
    const begin = linesAnswered(output);
    for (;;) {
      const directory =
        given ??
        (await typeText(
          conversation,
          { ...heading, label: "Directory", help: "Where to create the app" },
          {
            defaultValue: defaultDirectory,
            initialValue: draft.directory,
            validate: (typed) => wrongWith(typed, host),
            note: (typed) => packageNote(typed, host),
          },
        ));
      given = undefined;
      const { entries, path } = findTarget(directory, host);
      if (entries.length === 0) return { ...draft, directory, overwrite: false };
      const addHere = await askAboutFull(path, entries, conversation, {
        ...heading,
        first: false,
      });
      if (addHere === true) return { ...draft, directory, overwrite: true };
      eraseAnswered(begin, output);
    }
  };
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

/** Not every directory's name can be the name of a package. */
function packageNote(typed: string, host: Host): string | undefined {
  const { name, path } = findTarget(typed, host);
  return path.endsWith(name) ? undefined : `package name: ${name}`;
}

function askAboutFull(
  path: string,
  entries: readonly string[],
  conversation: Conversation,
  heading: Parameters<Question>[2],
) {
  const shown = entries.slice(0, 3).join(", ");
  const more = entries.length > 3 ? ` and ${entries.length - 3} more` : "";
  return chooseOne(
    conversation,
    { ...heading, label: "Not empty", help: `${path} is not empty (${shown}${more}).` },
    [
      { value: false, label: "Choose another directory" },
      {
        value: true,
        label: "Add files here",
        hint: "existing files are kept, and you'll get a preview",
      },
    ],
  );
}

/** About one option. */
export function optionQuestion(id: keyof Answers, option: Option, defaults: Answers): Question {
  return async (draft, conversation, heading) => {
    const before: unknown = draft.answers[id] ?? defaults[id];
    const { label, help } = option;
    const about = { ...heading, label, help: sentence(help) };
    const answer =
      option.kind === "some"
        ? await chooseSome(
            conversation,
            { ...about, help: `${sentence(help)}. Choose one or more.` },
            rowsOf(option.choices),
            before as readonly string[],
          )
        : await chooseOne<unknown>(
            conversation,
            about,
            option.kind === "one" ? rowsOf(option.choices) : yesNo,
            before,
          );
    if (answer === back) return back;
    return { ...draft, answers: { ...draft.answers, [id]: inOrder(answer, option) } };
  };
}

function sentence(help: string): string {
  return `${help.slice(0, 1).toUpperCase()}${help.slice(1).replace(/ \(default:.*\)$/, "")}`;
}

/** In the order of the catalogue, not of choosing: the same set is the same answer. */
function inOrder(answer: unknown, option: Option): unknown {
  if (!Array.isArray(answer)) return answer;
  return factsIn(option).filter((choice) => answer.includes(choice));
}

const yesNo = [
  { value: false, label: "No" },
  { value: true, label: "Yes" },
];

function rowsOf(choices: Readonly<Record<string, Choice>>): Row<string>[] {
  return Object.entries(choices).map(([value, { label, hint }]) => ({ value, label, hint }));
}

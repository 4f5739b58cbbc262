import * as clack from "@clack/prompts";
import { type Choices, defaultsAt } from "./answers.ts";
import type { Ask, Prepared } from "./create.ts";
import { defaultDirectory } from "./directory.ts";
import { Cancelled, UserError } from "./errors.ts";
import type { Flags } from "./flags.ts";
import { nothingWritten, summaryText } from "./messages.ts";
import { appNode, isTooOld } from "./node-version.ts";
import {
  type Choice,
  catalogue,
  type OneOf,
  type Option,
  type SomeOf,
  type Toggle,
} from "./options.ts";
import type { Place } from "./place.ts";
import { back, reply, settled } from "./prompt.ts";
import { nodeTooOld, type Request, requestFrom } from "./request.ts";
import { findTarget } from "./target.ts";
import { type Style, voiceOn } from "./voice.ts";

/** What is answered so far. Kept when one goes back, as what is proposed then. */
interface Draft {
  directory: string | undefined;
  overwrite: boolean;
  answers: Partial<Choices>;
}

type Question = (draft: Draft, signal: AbortSignal) => Promise<Draft | typeof back>;

/** Puts the open questions one by one, shows what comes of them, and waits for a yes. */
export const ask: Ask = async (flags, place, prepare, signal) => {
  const { style } = voiceOn(process.stdout);
  const questions = questionsFor(flags, place);
  clack.intro(
    `${style("bold", "create-auth-app")}${style("dim", "   Enter takes what is marked, b goes back, Esc leaves")}`,
  );
  let draft: Draft = {
    directory: flags.directory,
    overwrite: flags.switches.overwrite,
    answers: flags.answers,
  };
  for (let at = 0; ; ) {
    const question = questions[at];
    if (!question) {
      const request = requestOf(draft, flags, place);
      if (await confirmed(prepare(request), questions.length > 0, style, signal)) return request;
      at = 0;
      continue;
    }
    const reply = await question(draft, signal);
    if (reply === back) at = Math.max(0, at - 1);
    else [draft, at] = [reply, at + 1];
  }
};

function questionsFor(flags: Flags, place: Place): Question[] {
  const open = Object.entries<Option>(catalogue).filter(
    ([id, option]) => option.asked && !(id in flags.answers) && choiceCount(option) > 1,
  );
  const defaults = defaultsAt(place);
  return [
    ...(needsNode(flags, place) ? [nodeQuestion(place)] : []),
    ...(needsDirectory(flags, place) ? [directoryQuestion(place)] : []),
    ...open.map(([id, option]) => optionQuestion(id as keyof Choices, option, defaults)),
  ];
}

function choiceCount(option: Option): number {
  return option.kind === "toggle" ? 2 : Object.keys(option.choices).length;
}

function needsNode({ answers, switches }: Flags, { nodeVersion }: Place): boolean {
  return isTooOld(nodeVersion) && switches.install && answers.pinNode === undefined;
}

function needsDirectory({ directory, switches }: Flags, place: Place): boolean {
  if (directory === undefined) return true;
  return findTarget(directory, place).entries.length > 0 && !switches.overwrite;
}

function nodeQuestion({ nodeVersion }: Place): Question {
  return async (draft, signal) => {
    const pinNode = await reply(signal, () =>
      clack.select({
        message: `The app needs Node.js ${appNode} or newer; this is ${nodeVersion}`,
        options: [
          { value: true, label: "Install a current one inside the project" },
          { value: false, label: "Stop here, I will install it myself" },
        ],
        initialValue: draft.answers.pinNode ?? true,
        showInstructions: false,
        signal,
      }),
    );
    if (pinNode === back) return back;
    if (!pinNode) throw nodeTooOld(nodeVersion);
    return { ...draft, answers: { ...draft.answers, pinNode } };
  };
}

function directoryQuestion(place: Place): Question {
  return async (draft, signal) => {
    for (let typed = draft.directory; ; typed = undefined) {
      const directory = typed ?? (await typedDirectory(draft.directory, place, signal));
      const { entries, path } = findTarget(directory, place);
      if (entries.length === 0) return { ...draft, directory, overwrite: false };
      const beside = await reply(signal, () => askAboutFull(path, entries, signal));
      if (beside === true) return { ...draft, directory, overwrite: true };
    }
  };
}

async function typedDirectory(before: string | undefined, place: Place, signal: AbortSignal) {
  const typed = await clack.text({
    message: "Directory",
    placeholder: defaultDirectory,
    defaultValue: defaultDirectory,
    ...(before !== undefined && { initialValue: before }),
    validate: (value) => wrongWith(value || defaultDirectory, place),
    signal,
  });
  return settled(typed, signal);
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

function askAboutFull(path: string, entries: readonly string[], signal: AbortSignal) {
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
    signal,
  });
}

function optionQuestion(id: keyof Choices, option: Option, defaults: Choices): Question {
  return async (draft, signal) => {
    const before = draft.answers[id] ?? defaults[id];
    const answer = await reply<unknown>(signal, () =>
      prompts[option.kind](option as never, before as never, signal),
    );
    return answer === back ? back : { ...draft, answers: { ...draft.answers, [id]: answer } };
  };
}

const prompts = {
  one: ({ label, choices }: OneOf, initialValue: string, signal: AbortSignal) =>
    clack.select({
      message: label,
      options: rows(choices),
      initialValue,
      showInstructions: false,
      signal,
    }),
  some: ({ label, choices }: SomeOf, initialValues: readonly string[], signal: AbortSignal) =>
    clack.multiselect({ message: label, options: rows(choices), initialValues, signal }),
  toggle: ({ label, help }: Toggle, initialValue: boolean, signal: AbortSignal) =>
    clack.select({
      message: label,
      options: [
        { value: true, label: "Yes", hint: help },
        { value: false, label: "No", hint: help },
      ],
      initialValue,
      showInstructions: false,
      signal,
    }),
};

function rows(choices: Readonly<Record<string, Choice>>) {
  return Object.entries(choices).map(([value, { label, hint }]) => ({ value, label, hint }));
}

/** The last look. False means: back to the questions. */
async function confirmed({ plan }: Prepared, asked: boolean, style: Style, signal: AbortSignal) {
  clack.log.message(summaryText(plan, style), { symbol: style("cyan", "◆") });
  const go = await reply(signal, () =>
    clack.select({
      message: "Make it?",
      options: [
        { value: true, label: "Yes" },
        asked ? { value: false, label: "No, change an answer" } : { value: false, label: "No" },
      ],
      showInstructions: false,
      signal,
    }),
  );
  if (go === true) return true;
  if (asked) return false;
  clack.cancel(nothingWritten);
  throw new Cancelled();
}

function requestOf({ directory, overwrite, answers }: Draft, flags: Flags, place: Place): Request {
  const switches = { ...flags.switches, overwrite };
  return { ...requestFrom({ ...flags, directory, answers, switches }, place), defaults: [] };
}

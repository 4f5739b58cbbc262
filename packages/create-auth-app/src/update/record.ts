import { isObject, type JsonObject } from "../engine/merge-package-json.ts";
import { recordPath } from "../engine/render.ts";
import { exitCodes, UserError } from "../errors.ts";
import { catalogueDefaults } from "../options/answers.ts";
import { assertApplicable } from "../options/applies.ts";
import { type Answers, catalogue, type ProjectAnswers } from "../options/catalogue.ts";
import type { Answer, Option } from "../options/option.ts";
import { isOlder } from "../versions.ts";

/** A project's record of how it was created. */
export interface ProjectRecord {
  /** Of the create-auth-app that created it, or updated it last. */
  version: string;
  /** As this version understands them. */
  answers: ProjectAnswers;
  /** As the record has them, for the version that wrote it. */
  written: JsonObject;
  /** A checksum of each file as it was rendered. */
  files: Readonly<Record<string, string>>;
}

/** Each turns the answers of every version before `until` into those of `until`. */
export interface AnswersMigration {
  until: string;
  migrate: (answers: JsonObject) => JsonObject;
}

/**
 * From the oldest to the newest. If you rename an option or one of its values, add a function
 * here; test/update/records has a record of each release, which has to be readable forever.
 */
const migrations: readonly AnswersMigration[] = [];

/**
 * Reads the text of a project's record.
 *
 * @param version of this package
 * @throws UserError if it isn't as this package writes it, with what to do
 */
export function parseRecord(
  text: string,
  version: string,
  steps: readonly AnswersMigration[] = migrations,
): ProjectRecord {
  const json = parse(text);
  if (typeof json["template"] === "string") throw ofRemoteTemplate(json["template"]);
  const made = json["version"];
  const written = json["answers"];
  if (typeof made !== "string" || !/^\d+\.\d+\.\d+/.test(made)) throw edited("it has no version");
  if (!isObject(written)) throw edited("it has no answers");
  if (isOlder(version, made)) throw newer(made, version);
  const answers = steps
    .filter(({ until }) => isOlder(made, until))
    .reduce((all, { migrate }) => migrate(all), written);
  return { version: made, answers: readAnswers(answers), written, files: readFiles(json["files"]) };
}

function parse(text: string): JsonObject {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Reported below.
  }
  throw edited("it isn't a JSON object");
}

function readAnswers({ name, ...given }: JsonObject): ProjectAnswers {
  if (typeof name !== "string" || name === "") throw edited("it has no name");
  const unknown = Object.keys(given).find((id) => !Object.hasOwn(catalogue, id));
  if (unknown !== undefined) throw edited(`there is no answer "${unknown}"`);
  for (const [id, option] of Object.entries<Option>(catalogue)) {
    const answer = given[id];
    // An option that was added later has its default.
    if (answer !== undefined && !isAnswerTo(option, answer)) {
      throw edited(`"${id}" can't be ${JSON.stringify(answer)}`);
    }
  }
  const answers = { ...catalogueDefaults(), ...given } as Answers;
  assertApplicable(answers);
  return { name, ...answers };
}

function isAnswerTo(option: Option, answer: unknown): answer is Answer {
  if (option.kind === "toggle") return typeof answer === "boolean";
  const isChoice = (value: unknown) =>
    typeof value === "string" && Object.hasOwn(option.choices, value);
  if (option.kind === "one") return isChoice(answer);
  return Array.isArray(answer) && answer.length > 0 && answer.every(isChoice);
}

function readFiles(files: unknown): Readonly<Record<string, string>> {
  if (files === undefined) return {};
  if (!isObject(files)) throw edited("its files aren't an object");
  return Object.fromEntries(
    Object.entries(files).map(([path, sum]) => {
      if (typeof sum !== "string") throw edited(`its checksum of ${path} isn't text`);
      return [path, sum];
    }),
  );
}

function edited(reason: string): UserError {
  return new UserError(`${recordPath} can't be read: ${reason}.`, {
    code: "bad-record",
    hint: "It's written by create-auth-app and isn't meant to be edited. Restore it: git checkout -- .create-auth-app.json",
    exitCode: exitCodes.failed,
  });
}

function newer(made: string, version: string): UserError {
  return new UserError(
    `This project was created with create-auth-app ${made}, which is newer than this one (${version}).`,
    {
      code: "newer-record",
      hint: `Use that version or a later one: npx create-auth-app@latest, or npx create-auth-app@${made}`,
      exitCode: exitCodes.failed,
    },
  );
}

function ofRemoteTemplate(template: string): UserError {
  return new UserError(`This project was created from ${template}, which can't be updated.`, {
    code: "remote-template",
    hint: "Only projects from the templates that come with create-auth-app can be updated.",
    exitCode: exitCodes.failed,
  });
}

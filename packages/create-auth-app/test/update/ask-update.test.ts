import { expect, test } from "vitest";
import { Cancelled } from "../../src/errors.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";
import type { Answers } from "../../src/options/catalogue.ts";
import { askForUpdate } from "../../src/update/ask-update.ts";
import { keys, terminal } from "../input/terminal.ts";

const before: Answers = { ...catalogueDefaults(), database: "postgres", email: "smtp" };

function conversation({ open = true, changes = true } = {}) {
  const screen = terminal();
  const { signal } = new AbortController();
  const asked: Answers[] = [];
  const summarize = async (answers: Answers) => {
    asked.push(answers);
    return changes ? `Summary of ${answers.signIn}, ${answers.twoFactor}` : undefined;
  };
  const title = "create-auth-app update";
  const { input, output } = screen;
  const result = askForUpdate({ title, before, summarize, open }, before, {
    input,
    output,
    signal,
  });
  return { ...screen, result, asked };
}

test("Enter keeps the current answers; changed ones are shown at the end", async () => {
  const { answer, result, asked, screen } = conversation();
  await answer("Database", keys.enter);
  await answer("Email", keys.enter);
  await answer("Sign-in", `${keys.down}${keys.space}${keys.enter}`);
  await answer("Two-factor", `${keys.up}${keys.enter}`);
  await answer("Update it?", keys.enter);
  const expected = { ...before, signIn: ["email-code", "password"], twoFactor: true };
  expect(await result).toEqual(expected);
  expect(asked).toEqual([expected]);
  expect(screen()).toContain("Summary of email-code,password, true");
});

test("b goes back, and No goes through the questions again", async () => {
  const { answer, result } = conversation();
  await answer("Database", keys.enter);
  await answer("Email", "b");
  await answer("Database", keys.enter);
  await answer("Email", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Two-factor", keys.enter);
  await answer("Update it?", `${keys.down}${keys.enter}`);
  for (const question of ["Database", "Email", "Sign-in", "Two-factor"])
    await answer(question, keys.enter);
  await answer("Update it?", keys.enter);
  expect(await result).toEqual(before);
});

test("Escape, and No to the only question, leave everything as it is", async () => {
  const left = conversation();
  const cancelled = expect(left.result).rejects.toBeInstanceOf(Cancelled);
  await left.answer("Database", keys.escape);
  await cancelled;
  const refused = conversation({ open: false });
  const refusal = expect(refused.result).rejects.toBeInstanceOf(Cancelled);
  await refused.answer("Update it?", `${keys.down}${keys.enter}`);
  await refusal;
  expect(refused.screen()).toContain("Nothing was written.");
});

test("there's nothing to confirm if nothing would change", async () => {
  const { result, screen } = conversation({ open: false, changes: false });
  expect(await result).toBeUndefined();
  expect(screen()).not.toContain("Update it?");
});

import { expect, test } from "vitest";
import { commandNames } from "../../src/input/commands.ts";
import { helpText } from "../../src/input/help.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import { switchEntries } from "../../src/options/switches.ts";
import { madeUp, madeUpPresets } from "../options/made-up-catalogue.ts";

const plain = (_emphasis: string, text: string) => text;

test("lists every flag and command, with no line longer than 80", () => {
  const text = helpText(plain);
  for (const { flag } of Object.values(catalogue)) expect(text).toContain(flag);
  for (const [name, { default: on }] of switchEntries)
    expect(text).toContain(`--${on ? "no-" : ""}${name}`);
  for (const command of commandNames) expect(text).toContain(`create-auth-app@latest ${command}`);
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("explains options of every kind", () => {
  const text = helpText(plain, madeUp, madeUpPresets);
  const answers = text.slice(text.indexOf("Answers"), text.indexOf("Steps"));
  expect(answers).toBe(
    [
      "Answers",
      "  -t, --template <name>   a preset:",
      "                          disc (a red disc)",
      "                          or a remote template, whose code will run here:",
      "                          gh:owner/repo[/folder][#ref] (also gitlab:,",
      "                          bitbucket:, sourcehut:), or https://….tar.gz",
      "      --shape <name>      the outline (default: circle)",
      "                          circle | square",
      "      --colors <list>     the paint (default: red)",
      "                          red,green,blue (one or more)",
      "      --brush <name>      how thick (default: thin)",
      "                          thin | thick",
      "      --[no-]frame        wood",
      "      --corners <name>    how they end (square only; default: sharp)",
      "                          sharp | round",
      "      --only <name>       no choice (default: one)",
      "                          one",
      "",
      "",
    ].join("\n"),
  );
});

import { describe, expect, test } from "vitest";
import { avoided } from "../../../../scripts/words/avoided.ts";
import { findAvoided } from "../../../../scripts/words/find.ts";

const written = (text: string) => findAvoided(text, avoided);

describe.each(avoided)("instead of $pattern, write: $write", (entry) => {
  test("catches it", () => {
    expect(findAvoided(entry.caught, [entry])).toHaveLength(1);
  });

  if (!entry.fine) return;

  test("leaves other sentences alone", () => {
    expect(written(entry.fine ?? "")).toEqual([]);
  });
});

test("reports the line, and the words as they would be on one line", () => {
  const text = "/**\n * A link that does not work\n * any\n * more.\n */\n";
  expect(written(text)).toEqual([{ line: 3, text: "any more", write: "no longer" }]);
});

test("reads a text that is put together over several lines", () => {
  expect(written('"Too many " +\n  "tries."')).toHaveLength(1);
});

test("doesn't join two paragraphs", () => {
  expect(written("Don't send any\n\nmore.")).toEqual([]);
});

test("finds every match, in the order of the text", () => {
  const found = written("Somebody starts anew.\nSomebody else, too.");
  expect(found.map(({ line, text }) => `${line} ${text}`)).toEqual([
    "1 Somebody",
    "1 anew",
    "2 Somebody",
    "2 , too",
  ]);
});

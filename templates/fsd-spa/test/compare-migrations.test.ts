import { describe, expect, test } from "vitest";
import { compareMigrations } from "~/db/compare-migrations";

const migration = (name: string, when: number, hash = `hash of ${name}`) => ({
  name,
  when,
  hash,
  statements: [],
});
const record = (when: number, hash: string) => ({ created_at: String(when), hash });

function names(migrations: ReturnType<typeof migration>[], records: ReturnType<typeof record>[]) {
  const { pending, changed, unknown } = compareMigrations(migrations, records);
  const nameOf = ({ name }: { name: string }) => name;
  return { pending: pending.map(nameOf), changed: changed.map(nameOf), unknown };
}

describe("what is to be applied", () => {
  const [first, second, third] = [migration("a", 1), migration("b", 5), migration("c", 3)];

  test("is everything in an empty database, in the order of the journal", () => {
    expect(names([first, second, third], [])).toEqual({
      pending: ["a", "b", "c"],
      changed: [],
      unknown: 0,
    });
  });

  test("is nothing when the database has all", () => {
    const records = [record(5, second.hash), record(1, first.hash), record(3, third.hash)];
    expect(names([first, second, third], records)).toEqual({
      pending: [],
      changed: [],
      unknown: 0,
    });
  });

  test("is also what is older than the newest one that was applied", () => {
    const records = [record(1, first.hash), record(5, second.hash)];
    expect(names([first, second, third], records).pending).toEqual(["c"]);
  });

  test("is not what was renamed or given another time after it was applied", () => {
    const records = [record(1, first.hash), record(5, second.hash)];
    const moved = { ...second, name: "b2", when: 9 };
    expect(names([first, moved], records)).toEqual({ pending: [], changed: [], unknown: 0 });
  });

  test("is not what has changed since it was applied", () => {
    const records = [record(1, first.hash), record(5, "another text")];
    expect(names([first, second], records)).toEqual({ pending: [], changed: ["b"], unknown: 0 });
  });

  test("is one of two that have the same text, when the database has the other", () => {
    const twins = [migration("a", 1, "same"), migration("b", 2, "same")];
    expect(names(twins, [record(2, "same")]).pending).toEqual(["a"]);
  });
});

test("what the database has and nobody knows is counted", () => {
  expect(names([migration("a", 1)], [record(1, "hash of a"), record(2, "?")]).unknown).toBe(1);
});

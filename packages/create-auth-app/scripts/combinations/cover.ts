import { factsOfAnswer } from "../../src/options/facts.ts";
import type { Answer, AnyAnswers, Catalogue, Option } from "../../src/options/option.ts";

/** An either/or option, a toggle, or one choice of an option that allows several: off or on. */
export interface Variable {
  id: string;
  option: Option;
  /** The name of that choice. */
  choice?: string;
  /** The facts that each value gives. */
  values: readonly (readonly string[])[];
  /** The value that it has by default. */
  standard: number;
}

/** What a combination has to cover: for each variable, a bit for each acceptable value. */
export type Wish = readonly number[];

export function variablesOf(from: Catalogue): Variable[] {
  return Object.entries(from).flatMap(([id, option]): Variable[] => {
    if (option.kind === "toggle") {
      const values = [[], factsOfAnswer(option, true)];
      return [{ id, option, values, standard: option.default ? 1 : 0 }];
    }
    const names = Object.keys(option.choices);
    if (option.kind === "one") {
      const values = names.map((name) => factsOfAnswer(option, name));
      return [{ id, option, values, standard: names.indexOf(option.default) }];
    }
    return names.map((choice) => ({
      id,
      option,
      choice,
      values: [[], factsOfAnswer(option, [choice])],
      standard: option.default.includes(choice) ? 1 : 0,
    }));
  });
}

/** Every combination of these facts: for each variable, the values that they distinguish. */
export function everyCombination(
  facts: ReadonlySet<string>,
  variables: readonly Variable[],
): Wish[] {
  let wishes: Wish[] = [[]];
  for (const variable of variables) {
    const masks = new Map<string, number>();
    for (const [bit, given] of variable.values.entries()) {
      const seen = given.filter((fact) => facts.has(fact)).join("+");
      masks.set(seen, (masks.get(seen) ?? 0) | (1 << bit));
    }
    wishes = wishes.flatMap((wish) => [...masks.values()].map((mask) => [...wish, mask]));
  }
  return wishes;
}

/** Every combination of the values of any `size` variables. */
export function everyFew(size: number, variables: readonly Variable[]): Wish[] {
  const choose = (left: number, from: number): Map<number, number>[] => {
    if (left === 0) return [new Map()];
    return variables
      .slice(from)
      .flatMap((variable, skipped) =>
        choose(left - 1, from + skipped + 1).flatMap((rest) =>
          variable.values.map((_, bit) => new Map([[from + skipped, 1 << bit], ...rest])),
        ),
      );
  };
  return choose(size, 0).map((chosen) =>
    variables.map((variable, at) => chosen.get(at) ?? anyOf(variable)),
  );
}

/**
 * A few combinations of answers that together fulfill every wish that can be fulfilled. Each starts
 * with the first of the narrowest remaining wishes and adds those that are compatible with it.
 */
export function cover(
  wishes: readonly Wish[],
  variables: readonly Variable[],
  from: Catalogue,
): AnyAnswers[] {
  const conditions = conditionsOf(variables, from);
  const unique = new Map(wishes.map((wish) => [wish.join(), wish]));
  const rank = new Map([...unique.values()].map((wish) => [wish, narrowness(wish, variables)]));
  let left = [...rank.keys()].sort((one, other) => (rank.get(other) ?? 0) - (rank.get(one) ?? 0));
  const rows: AnyAnswers[] = [];
  while (left.length > 0) {
    let row: Wish = variables.map(anyOf);
    let isEmpty = true;
    const impossible = new Set<Wish>();
    for (const wish of left) {
      const both = possible(
        row.map((mask, at) => mask & (wish[at] ?? 0)),
        variables,
        conditions,
      );
      if (both) {
        row = both;
        isEmpty = false;
      } else if (isEmpty) impossible.add(wish);
    }
    const chosen = settled(row, variables, conditions);
    if (!isEmpty) rows.push(answersOf(chosen, variables));
    left = left.filter(
      (wish) => !impossible.has(wish) && wish.some((mask, at) => (mask & (chosen[at] ?? 0)) === 0),
    );
  }
  return rows;
}

/** Answers that fulfill a wish, if any can, with defaults for everything else. */
export function answersShowing(
  wish: Wish,
  variables: readonly Variable[],
  from: Catalogue,
): AnyAnswers | undefined {
  const conditions = conditionsOf(variables, from);
  const row = possible(wish, variables, conditions);
  return row && answersOf(settled(row, variables, conditions), variables);
}

function anyOf({ values }: Variable): number {
  return 2 ** values.length - 1;
}

/** How many variables a wish restricts. */
function narrowness(wish: Wish, variables: readonly Variable[]): number {
  return wish.filter((mask, at) => mask !== anyOf(variables[at] as Variable)).length;
}

/** For a variable that doesn't always apply: the variable that decides, and its deciding values. */
interface Condition {
  at: number;
  giver: number;
  giving: number;
}

function conditionsOf(variables: readonly Variable[], from: Catalogue): Condition[] {
  return variables.flatMap(({ id }, at) => {
    const fact = from[id]?.appliesTo;
    if (fact === undefined) return [];
    const giver = variables.findIndex(({ values }) => values.some((given) => given.includes(fact)));
    const values = variables[giver]?.values ?? [];
    const giving = values.reduce(
      (mask, v, bit) => (v.includes(fact) ? mask | (1 << bit) : mask),
      0,
    );
    return [{ at, giver, giving }];
  });
}

/** The wish without impossible values. Undefined if that leaves none. */
function possible(
  wish: Wish,
  variables: readonly Variable[],
  conditions: readonly Condition[],
): Wish | undefined {
  if (wish.includes(0)) return undefined;
  const result = [...wish];
  for (const { at, giver, giving } of conditions) {
    const standard = 1 << (variables[at]?.standard ?? 0);
    if (((result[at] ?? 0) & standard) === 0) result[giver] = (result[giver] ?? 0) & giving;
    if (((result[giver] ?? 0) & giving) === 0) result[at] = (result[at] ?? 0) & standard;
    if (result[at] === 0 || result[giver] === 0) return undefined;
  }
  const someOf = new Map<string, number>();
  for (const [at, { id, choice }] of variables.entries()) {
    if (choice !== undefined) someOf.set(id, (someOf.get(id) ?? 0) | (result[at] ?? 0));
  }
  // At least one of the choices has to be on.
  return [...someOf.values()].every((mask) => (mask & 2) !== 0) ? result : undefined;
}

/** One value for each variable: the default, if it's acceptable. */
function settled(
  wish: Wish,
  variables: readonly Variable[],
  conditions: readonly Condition[],
): Wish {
  let row = wish;
  for (const [at, { standard, values }] of variables.entries()) {
    const others = values.map((_, bit) => bit).filter((bit) => bit !== standard);
    for (const bit of [standard, ...others]) {
      const only = row.map((mask, index) => (index === at ? mask & (1 << bit) : mask));
      const next = possible(only, variables, conditions);
      if (!next) continue;
      row = next;
      break;
    }
  }
  return row;
}

function answersOf(row: Wish, variables: readonly Variable[]): AnyAnswers {
  const answers: Record<string, Answer> = {};
  for (const [at, { id, option, choice }] of variables.entries()) {
    const bit = 31 - Math.clz32(row[at] ?? 0);
    if (option.kind === "toggle") answers[id] = bit === 1;
    else if (option.kind === "one") answers[id] = Object.keys(option.choices)[bit] ?? "";
    else {
      const before = (answers[id] ?? []) as readonly string[];
      answers[id] = bit === 1 ? [...before, choice ?? ""] : before;
    }
  }
  return answers;
}

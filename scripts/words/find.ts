/** Words that we don't write, and what we write instead. */
export interface Avoided {
  /**
   * A regular expression without regard to case. A space also stands for the end of a line, in a
   * comment and in a text that is put together with `+`.
   */
  pattern: string;
  write: string;
  /** A sentence that has to be caught, for the test. */
  caught: string;
  /** A sentence that looks similar but is right, for the test. */
  fine?: string;
}

interface Finding {
  line: number;
  text: string;
  write: string;
}

const WRAPPED = "(?:[ \\t]+|[ \\t]*\\n[ \\t]*)";

/** The beginning of a line in a comment or quotation, and the join between two lines of a text. */
const BETWEEN_LINES = /^[ \t]*(?:\/\/|\/\*\*?|\*(?!\/)|#+|>)(?= )|["'`] \+[ \t]*\n[ \t]*["'`]/gm;

const compiled = new WeakMap<Avoided, RegExp>();

/** Everything in a text that is on the list, in the order of the text. */
export function findAvoided(text: string, list: readonly Avoided[]): Finding[] {
  const plain = text.replace(BETWEEN_LINES, (match) => match.replace(/[^\n]/g, " "));
  return list
    .flatMap((avoided) =>
      [...plain.matchAll(expressionOf(avoided))].map((match) => ({
        at: match.index,
        text: match[0].replace(/\s+/g, " ").trim(),
        write: avoided.write,
      })),
    )
    .sort((one, other) => one.at - other.at)
    .map(({ at, ...finding }) => ({ line: plain.slice(0, at).split("\n").length, ...finding }));
}

function expressionOf(avoided: Avoided): RegExp {
  let expression = compiled.get(avoided);
  if (!expression) {
    expression = new RegExp(avoided.pattern.replaceAll(" ", WRAPPED), "gi");
    compiled.set(avoided, expression);
  }
  return expression;
}

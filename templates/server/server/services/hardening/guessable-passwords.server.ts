// @feature password
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { appName } from "~/lib/app-name";
import { lengthOf, SHORTEST_PASSWORD } from "~/password-rules"; // @feature two-factor

/** Of a long password, only the beginning is looked at: the time it takes grows with its square. */
const LOOKED_AT = 40;

/** How many guesses someone who knows how people choose passwords should need at least. */
const ENOUGH_GUESSES = 1e12;
const ENOUGH_BESIDE_SECOND_FACTOR = 1e6; // @feature two-factor

const estimator = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  maxLength: LOOKED_AT,
});

/**
 * Whether a password is soon guessed: a common one, a run of keys, a date, something repeated. What
 * is known about the person and this app does not count. No network is needed to tell.
 */
export function isGuessable(password: string, known: string[] = []) {
  const { guesses } = estimator.check(without(password, [appName, ...known]));
  // @feature two-factor
  if (lengthOf(password) < SHORTEST_PASSWORD) return guesses < ENOUGH_BESIDE_SECOND_FACTOR;
  // @end
  return guesses < ENOUGH_GUESSES;
}

/** The password without these texts and their words, however often it has them. */
function without(password: string, texts: string[]) {
  const words = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...texts, ...words]
    .filter((word) => word.length > 2)
    .sort((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), password.toLowerCase());
}

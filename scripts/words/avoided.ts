import type { Avoided } from "./find.ts";

/** What we don't write. CONTRIBUTING.md has the words that we do write. */
export const avoided: readonly Avoided[] = [
  {
    pattern: "\\be-mail",
    write: "email",
    caught: "Send an E-mail.",
    fine: "Email me a code. The email arrives.",
  },
  {
    pattern: "(some|any|every)body",
    write: "someone, anyone, everyone",
    caught: "const isSomebodyElse = true;",
    fine: "Someone reads the body of every email.",
  },
  {
    pattern: "\\bwhoever\\b",
    write: "anyone who, or name the person",
    caught: "Whoever reads the mailbox can sign in.",
    fine: "Anyone who reads the mailbox can sign in.",
  },
  {
    pattern: "(?:^|(?<=[.:;]) )who (?!is (the|this)\\b|are\\b)[a-z]+s?\\b(?=[^?\\n|]*, )",
    write: "anyone who …, or if you …",
    caught: "It works. Who has no tokens, waits for nothing.",
    fine: "Who is the owner?",
  },
  {
    pattern: "colour",
    write: "color",
    caught: "The colours of the app.",
    fine: "The color of the button.",
  },
  {
    pattern: "\\banew\\b",
    write: "again",
    caught: "Start anew.",
    fine: "A new one starts.",
  },
  {
    pattern:
      "\\b(many|few|more|two|three|four|five|ten|hundred|free|wrong|of|these|\\d+) tries\\b|\\btries (per|left|remaining)\\b|\\blet tries\\b",
    write: "attempts",
    caught: "Too many tries.",
    fine: "Vite tries the next port, and the server tries for minutes.",
  },
  {
    pattern: "\\bany ?more(?=[.,;:)!?\"'`<]| (of|when|and|because)\\b)|\\banymore\\b",
    write: "no longer",
    caught: "This link doesn't work\n * any more.",
    fine: "Don't send any more codes.",
  },
  {
    pattern: "\\b(make|makes|made|making) (an|the|your|another|no) (new )?account",
    write: "create an account",
    caught: "Make an account",
    fine: "Create an account. This makes accounts safer.",
  },
  {
    pattern: "\\bagainst it:",
    write: "Trade-off:",
    caught: "Against it: one more query.",
    fine: "Nothing protects against it.",
  },
  {
    pattern: "\\ball the same\\b(?! one)",
    write: "anyway, even so",
    caught: "It works all the same.",
    fine: "They all get the same code.",
  },
  {
    pattern: ', too(?=[.,;:)"])',
    write: "also, before the verb",
    caught: "It is refused, too.",
    fine: "That's too large, too late and too long.",
  },
  {
    pattern: "\\bfor ever\\b",
    write: "forever",
    caught: "It waits for ever.",
    fine: "A limit for every client.",
  },
  {
    pattern: "\\bbelongs? into\\b",
    write: "belongs in",
    caught: "It belongs into a layer.",
    fine: "It belongs in a layer.",
  },
  {
    pattern: "\\bwithout (a|another) word\\b(?! of)",
    write: "silently",
    caught: "It drops files without a word.",
    fine: "Without a word of the page.",
  },
  {
    pattern: "\\bbut for (the|a|an|its|what|two|one|those|these)\\b",
    write: "except, except for",
    caught: "The same, but for the name.",
    fine: "Not for us, but for you.",
  },
  {
    pattern: "\\balso (when|where|while|if)\\b",
    write: "even when, even if",
    caught: "It is refused, also when it comes twice.",
    fine: "It also works when offline.",
  },
  {
    pattern: "(?<!\\b(this|that|the|next|last|first|second|other|each) )\\bone's (?=[a-z])",
    write: "your, their",
    caught: "It's one's own address.",
    fine: "The next one's code is loaded.",
  },
  {
    pattern:
      "(?<!(this|that|which|the|each|every|any) )\\b(if|as|how|what|where|why|so|once) one (can|cannot|can't|could|must|needs|wants|types|says|likes|asks|goes|signs|makes|would|chooses|begins|looks)\\b",
    write: "you, or name the person",
    caught: "A password as one types it.",
    fine: "What if that one has expired?",
  },
  {
    pattern: "\\bshall\\b",
    write: "should, will",
    caught: "What shall we call you?",
    fine: "A shallow copy.",
  },
  {
    pattern: "\\bin vain\\b",
    write: "for nothing; say what did not happen",
    caught: "It waits in vain.",
  },
  {
    pattern: "\\b(can(not|'t)?|could|to) be had\\b",
    write: "is available",
    caught: "A version that can't be had.",
  },
  {
    pattern: "\\bhalf(-| )(done|made|finished)\\b",
    write: "unfinished",
    caught: "A sign-in that is half done.",
  },
  {
    pattern: "\\bhow (it|this|that|they) looks? like\\b",
    write: "what it looks like",
    caught: "See how it looks like.",
    fine: "See what it looks like.",
  },
  {
    pattern: "\\b(informations|softwares|feedbacks|advices)\\b",
    write: "the singular",
    caught: "More informations are here.",
  },
  {
    pattern: "\\b(thereby|hereby|therewith|herewith|thereof|wherein|thence|whence|thither)\\b",
    write: "by this, in it, of it",
    caught: "It is thereby refused.",
  },
  {
    pattern: "\\blog(s|ged|ging)? (me |you |them )?(in|out) (with|to the app|at|again|by)\\b",
    write: "sign in, sign out",
    caught: "Log in with a code.",
    fine: "It stands in the log in one line.",
  },
  {
    pattern:
      "\\banswers? (of|from) (the|a|an|its|our) (mail )?(server|api|app|registry|endpoint|host|provider|database)\\b|\\b(server|app|registry|endpoint|api|provider|host|github)'s answers?\\b",
    write: "response",
    caught: "The answer of the server is JSON.",
    fine: "The answers of the user.",
  },
  {
    pattern:
      '\\banswer(s|ed|ing)? (with )?(a |an )?[`"]?([1-5]\\d\\d\\b|\\$\\{(status|page\\.status|me\\.status|response\\.status))',
    write: "responds with, returns",
    caught: "`/healthz` answers 503.",
    fine: "`/healthz` returns 503.",
  },
  {
    pattern:
      "\\b(headers?|cookies?|status|body|json|time) of (the|an|every|each|its|that|this) answer\\b",
    write: "response",
    caught: "The headers of an answer.",
    fine: "The type of an answer to this question.",
  },
  {
    pattern: "\\bwhom (the|a|an|it|its|we|you)\\b",
    write: "name the person, or turn the sentence around",
    caught: "Whom the API answers is for the app to say.",
    fine: "What was sent, and to whom.",
  },
  {
    pattern: "\\bis for the [a-z]+ to (say|decide)\\b",
    write: "the … decides",
    caught: "That is for the app to say.",
    fine: "The app decides. This is for the app to read.",
  },
  {
    pattern: "\\bwhat stands (in|under|at|on|there)\\b",
    write: "what is in …",
    caught: "What stands under dependencies is installed.",
    fine: "What stands out is the size.",
  },
  {
    pattern: "\\b(which|that) is no (?!longer\\b|more\\b|less\\b|worse\\b|better\\b)",
    write: "isn't a",
    caught: "An address, which is no origin.",
    fine: "A link that is no longer valid.",
  },
  {
    pattern: "\\blook-ups?\\b",
    write: "lookup (noun), look up (verb)",
    caught: "The look-up of the session.",
    fine: "A lookup. They look up.",
  },
  {
    pattern: "`[^`\\n]+`, `[^`\\n]+` (and|or) `",
    write: "a comma before the last one (serial comma)",
    caught: "Run `build`, `test` and `verify`.",
    fine: "Run `build`, `test`, and `verify`.",
  },
];

/** Places where a listed word is right. The text is as the check printed it. */
export const exceptions: readonly { file: string; text: string; because: string }[] = [
  ...["e-mail", "make an account", "somebody", "whoever", "Against it:"].map((text) => ({
    file: "CONTRIBUTING.md",
    text,
    because: "the table of words names it",
  })),
];

// @feature password
const words = [
  "password",
  "passwort",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "zxcvbnm",
  "iloveyou",
  "letmein",
  "welcome",
  "administrator",
  "trustno1",
  "sunshine",
  "princess",
  "football",
  "baseball",
  "superman",
  "dragon",
  "monkey",
  "master",
  "shadow",
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "9876543210",
  "abc123",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
];

/**
 * Whether a password is made of nothing but what everybody tries first: such a word, a run of keys
 * or one character, however often repeated and whatever digits follow.
 */
export function isCommon(password: string) {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (new Set(plain || password).size <= 2) return true;
  const letters = plain.replace(/\d+$/, "");
  return [plain, letters].some((text) => words.some((word) => isRepeated(text, word)));
}

/** `wordpasswordpass` is `password` again and again, begun and cut off somewhere. */
function isRepeated(text: string, word: string) {
  return text.length >= 4 && word.repeat(Math.ceil(text.length / word.length) + 1).includes(text);
}

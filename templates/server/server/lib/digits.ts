const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** The digits in what someone has typed, however they group them, and also from an Arabic or a Japanese keyboard. */
export function digitsIn(typed: string) {
  // In Unicode, the last four bits of these are the digit.
  return typed.replace(otherDigits, (digit) => `${digit.charCodeAt(0) & 15}`).replace(/\D/g, "");
}

/** A number of minutes as one says it: "10 minutes", "an hour", "2 hours". */
export function inWords(minutes: number) {
  if (minutes % 60 !== 0) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
}

/** A moment in the reader's time zone. */
export function LocalTime({ at }: { at: string }) {
  const format = new Intl.DateTimeFormat("en", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
  return <time dateTime={at}>{format.format(new Date(at))}</time>;
}

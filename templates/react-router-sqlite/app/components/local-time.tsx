import { useHydrated } from "~/components/form";

const dateStyle = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
} as const;

// Created once: a formatter for each date of each request would take a tenth of the time.
const local = new Intl.DateTimeFormat("en", dateStyle);
const utc = new Intl.DateTimeFormat("en", {
  ...dateStyle,
  timeZone: "UTC",
  timeZoneName: "short",
});

/** A date in the reader's time zone. The server doesn't know it, so it writes UTC and says so. */
export function LocalTime({ at }: { at: string }) {
  const format = useHydrated() ? local : utc;
  return <time dateTime={at}>{format.format(new Date(at))}</time>;
}

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
const utc = new Intl.DateTimeFormat("en", { ...dateStyle, timeZone: "UTC" });

/**
 * A date in the reader's time zone. The server doesn't know it, so it writes UTC, and says so where
 * no script will correct it: a label that goes away again would move the rest of its line.
 */
export function LocalTime({ at }: { at: string }) {
  const isLocal = useHydrated();
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {(isLocal ? local : utc).format(new Date(at))}
      {!isLocal && <span className="[@media(scripting:enabled)]:hidden"> UTC</span>}
    </time>
  );
}

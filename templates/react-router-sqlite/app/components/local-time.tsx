import { useHydrated } from "~/components/use-hydrated";

/** A moment in the reader's time zone. The server does not know it and writes UTC, saying so. */
export function LocalTime({ at }: { at: string }) {
  const hydrated = useHydrated();
  const format = new Intl.DateTimeFormat("en", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    ...(hydrated ? {} : { timeZone: "UTC", timeZoneName: "short" }),
  });
  return <time dateTime={at}>{format.format(new Date(at))}</time>;
}

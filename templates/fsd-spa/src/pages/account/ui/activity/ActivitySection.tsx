import { useQuery } from "@tanstack/react-query";
import type { Activity } from "@/shared/api";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { ChevronDown } from "@/shared/ui/icons";
import { LocalTime } from "@/shared/ui/local-time";
import { getActivity } from "../../api/get-account";
import { Facts } from "../Facts";
import { Loaded } from "../Loaded";

const SHOWN_AT_FIRST = 5;

export function ActivitySection() {
  const activity = useQuery({ queryKey: ["activity"], queryFn: getActivity });
  const period = activity.data ? ` from the last ${activity.data.days} days` : "";
  return (
    <Card>
      <CardHeader>
        <CardTitle>Activity</CardTitle>
        {/* One text: React can't add to a sentence that the browser has translated. */}
        <CardDescription>{`Sign-ins, failed attempts, and changes${period}.`}</CardDescription>
      </CardHeader>
      <CardContent className="text-sm">
        <Loaded query={activity}>
          {({ entries }) => (
            <>
              {entries.length === 0 && <p className="text-muted-foreground">Nothing yet.</p>}
              <Entries entries={entries.slice(0, SHOWN_AT_FIRST)} />
              {entries.length > SHOWN_AT_FIRST && (
                <details className="group">
                  <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-lg font-medium focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
                    Earlier activity
                    <ChevronDown className="size-4 text-muted-foreground transition-transform group-open:rotate-180" />
                  </summary>
                  <Entries entries={entries.slice(SHOWN_AT_FIRST)} />
                </details>
              )}
            </>
          )}
        </Loaded>
      </CardContent>
    </Card>
  );
}

function Entries({ entries }: Pick<Activity, "entries">) {
  return (
    <ul className="divide-y border-t not-last:border-b last:-mb-2.5 empty:hidden">
      {entries.map(({ id, what, at, device, address }) => (
        <li key={id} className="py-3">
          <p className="font-medium">{what}</p>
          <Facts>
            <LocalTime at={at} />
            {device}
            {address}
          </Facts>
        </li>
      ))}
    </ul>
  );
}

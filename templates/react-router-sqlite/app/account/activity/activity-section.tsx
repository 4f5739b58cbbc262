import { Facts } from "~/account/facts";
import { ChevronDown } from "~/components/icons";
import { LocalTime } from "~/components/local-time";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import type { ActivityEntry } from "~/services/account/activity.server";

interface ActivitySectionProps {
  activity: ActivityEntry[];
  days: number;
}

const SHOWN_AT_FIRST = 5;

export function ActivitySection({ activity, days }: ActivitySectionProps) {
  const more = activity.slice(SHOWN_AT_FIRST);
  return (
    <Card id="activity">
      <CardHeader>
        <CardTitle>Activity</CardTitle>
        <CardDescription>
          Sign-ins, failed attempts, and changes from the last {days} days.
        </CardDescription>
      </CardHeader>
      <CardContent className="text-sm">
        {activity.length === 0 && <p className="text-muted-foreground">Nothing yet.</p>}
        <Entries entries={activity.slice(0, SHOWN_AT_FIRST)} />
        {more.length > 0 && (
          <details className="group">
            <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-lg font-medium focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
              Earlier activity
              <ChevronDown className="size-4 text-muted-foreground transition-transform group-open:rotate-180" />
            </summary>
            <Entries entries={more} />
          </details>
        )}
      </CardContent>
    </Card>
  );
}

function Entries({ entries }: { entries: ActivityEntry[] }) {
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

import { Badge } from "@/shared/ui/badge";
import { readLastWay } from "../model/last-way";

/** On the button of the way in which someone has signed in with this browser last. */
export function LastUsed({ way }: { way: string }) {
  if (readLastWay() !== way) return null;
  return (
    <Badge variant="outline" className="absolute -top-2.5 right-3 bg-card">
      Last used
    </Badge>
  );
}

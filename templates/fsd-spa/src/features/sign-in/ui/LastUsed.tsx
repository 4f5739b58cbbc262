import { Badge } from "@/shared/ui/badge";
import { readLastWay } from "../model/last-way";

/** On the button of the sign-in method that was last used in this browser. */
export function LastUsed({ way }: { way: string }) {
  if (readLastWay() !== way) return null;
  return (
    <Badge variant="outline" className="absolute -top-3.5 right-3 bg-card">
      Last used
    </Badge>
  );
}

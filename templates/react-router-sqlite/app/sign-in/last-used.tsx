import { useRouteLoaderData } from "react-router";
import { Badge } from "~/components/ui/badge";

/** On the button of the sign-in method that was last used in this browser. */
export function LastUsed({ way }: { way: string }) {
  const page = useRouteLoaderData<{ lastWay?: string }>("routes/login");
  if (page?.lastWay !== way) return null;
  return (
    <Badge variant="outline" className="absolute -top-3.5 right-3 bg-card">
      Last used
    </Badge>
  );
}

import { paths } from "@/shared/config";
import { TextLink } from "@/shared/ui/text-link";

/** Below what the dashboard says about the session. */
export function SecurityLink() {
  return (
    <p className="border-t pt-3 text-sm">
      <TextLink to={paths.security}>Security</TextLink>
    </p>
  );
}

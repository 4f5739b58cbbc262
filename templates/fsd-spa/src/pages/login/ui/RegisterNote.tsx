import { paths } from "@/shared/config";
import { TextLink } from "@/shared/ui/text-link";

/** Below the sign-in form. */
export function RegisterNote() {
  return (
    <p className="mt-4 text-sm text-muted-foreground">
      New here? <TextLink to={paths.register}>Create account</TextLink>
    </p>
  );
}

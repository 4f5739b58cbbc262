import { inWords } from "~/services/rules";
import { CODE_LIFETIME_IN_MINUTES } from "~/services/sign-in/email-code/rules";

/** Below the sign-in form. */
export function CodeNote() {
  return (
    <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
      We'll email you a code that works for {inWords(CODE_LIFETIME_IN_MINUTES)}. New here? This
      creates your account.
    </p>
  );
}

import { SubmitButton } from "~/components/form";
import { Mail } from "~/components/icons";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import { LastUsed } from "../last-used"; // @feature several-ways

/** On the sign-in form. */
export function SendCode({ pendingIntent }: { pendingIntent: string | null }) {
  return (
    <SubmitButton
      name="intent"
      value="send-code"
      variant="outline" // @feature password
      pending={pendingIntent === "send-code"}
      pendingText="Sending your code…"
    >
      <Mail />
      Email me a code
      <LastUsed way="email-code" /> {/* @feature several-ways */}
    </SubmitButton>
  );
}

/** Below the sign-in form. */
export function CodeNote() {
  return <p>New here? The code also creates your account.</p>;
}

// @feature code-recovery
/** Below the sign-in form, for people who can't use their passkey. */
export function LostPasskeyNote() {
  return <p>Lost your passkey? A code lets you back in after a waiting period.</p>;
}

// @end
const digits = [..."4029175836"].slice(0, CODE_LENGTH).map((digit, place) => ({ digit, place }));

/** In the picture on the home page. */
export function CodePicture() {
  return (
    <div className="mt-5 grid auto-cols-fr grid-flow-col gap-1.5 sm:gap-2">
      {digits.map(({ digit, place }) => (
        <span
          key={place}
          className="flex aspect-4/5 items-center justify-center rounded-lg bg-muted font-mono text-xl font-medium sm:text-2xl"
        >
          {digit}
        </span>
      ))}
    </div>
  );
}

import { Form } from "react-router";
import { useRetryField, useSingleSubmit } from "~/components/form";
import { EmailField } from "~/components/ui/field";
import type { Answer } from "./action.server";
import { SendCode } from "./email-code/send-code"; // @feature email-code
import { Or } from "./or"; // @feature passkey
import { PasskeySignIn } from "./passkey/sign-in"; // @feature passkey
import { PasswordSignIn } from "./password/sign-in"; // @feature password

/** The address comes first, then each way to sign in with it. */
export function AddressForm({ answer }: { answer: Answer | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;
  const problem = answer?.field ? undefined : answer?.error;
  const field = useRetryField(problem, pending);

  return (
    <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <EmailField
        ref={field}
        // What was typed before, so that a typo can be fixed instead of typing it all again.
        defaultValue={answer?.email}
        problem={problem}
        stale={pending}
        autoComplete="username webauthn" // @feature passkey
      />
      <PasswordSignIn pendingIntent={pendingIntent} answer={answer} /> {/* @feature password */}
      <SendCode pendingIntent={pendingIntent} /> {/* @feature email-code */}
      {/* @feature passkey */}
      <Or />
      <PasskeySignIn pendingIntent={pendingIntent} answer={answer} />
      {/* @end */}
    </Form>
  );
}

import type { SignInHandlers } from "../model/sign-in-answer";
import { useCode } from "../model/use-code"; // @feature email-code
import { usePassword } from "../model/use-password"; // @feature password
import { CodeButton } from "./CodeButton"; // @feature email-code
import { CodeForm } from "./CodeForm"; // @feature email-code
import { PasswordFields } from "./PasswordFields"; // @feature password
import { SignInForm } from "./SignInForm";

/** Every way to sign in. Pages and dialogs put it into a frame of their own. */
export function SignIn(handlers: SignInHandlers) {
  const password = usePassword(handlers); // @feature password
  // @feature email-code
  const code = useCode(handlers);

  if (code.step) return <CodeForm {...code} />;
  // @end
  return (
    <SignInForm>
      {/* @feature password */}
      <PasswordFields password={password} />
      {/* @end */}
      {/* @feature email-code */}
      <CodeButton
        send={code.send}
        variant="outline" // @feature password
      />
      {/* @end */}
    </SignInForm>
  );
}

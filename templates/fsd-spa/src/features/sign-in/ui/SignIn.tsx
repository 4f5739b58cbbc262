import type { ReactNode } from "react";
import type { SignInHandlers } from "../model/sign-in-answer";
import { useCode } from "../model/use-code"; // @feature email-code
import { usePassword } from "../model/use-password"; // @feature password
import { CodeButton } from "./email-code/CodeButton"; // @feature email-code
import { CodeForm } from "./email-code/CodeForm"; // @feature email-code
import { PasswordFields } from "./password/PasswordFields"; // @feature password
import { SignInForm } from "./SignInForm";

interface SignInProps extends SignInHandlers {
  /** What there is to say before one begins. */
  children?: ReactNode;
}

/** Every way to sign in. Pages and dialogs put it into a frame of their own. */
export function SignIn({ children, ...handlers }: SignInProps) {
  const password = usePassword(handlers); // @feature password
  // @feature email-code
  const code = useCode(handlers);
  if (code.step) return <CodeForm {...code} />;
  // @end
  return (
    <SignInForm
      refusal={code.refusal} // @feature email-code
      note={children}
    >
      <PasswordFields password={password} /> {/* @feature password */}
      <CodeButton send={code.send} /> {/* @feature email-code */}
    </SignInForm>
  );
}

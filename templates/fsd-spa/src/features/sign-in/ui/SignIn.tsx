import type { ReactNode } from "react";
import { useRefusal } from "@/shared/lib/use-refusal"; // @feature email-code
import type { SignInHandlers } from "../model/sign-in-answer";
import { useCode } from "../model/use-code"; // @feature email-code
import { usePassword } from "../model/use-password"; // @feature password
import { CodeButton } from "./CodeButton"; // @feature email-code
import { CodeForm } from "./CodeForm"; // @feature email-code
import { PasswordFields } from "./PasswordFields"; // @feature password
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
  const refusal = useRefusal(code.send);

  if (code.step) return <CodeForm {...code} />;
  // @end
  return (
    <SignInForm
      refusal={refusal} // @feature email-code
      note={children}
    >
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

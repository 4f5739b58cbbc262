import { paths } from "@/shared/config"; // @feature password
import { CodeNote } from "./email-code/CodeNote"; // @feature email-code
import { StepFooter } from "./LoginCard";
import { LostPasskeyNote } from "./passkey/LostPasskeyNote"; // @feature code-recovery
import { RegisterNote } from "./password/RegisterNote"; // @feature password

/** Below the sign-in form, for people who have no account yet. */
export function NewHere() {
  return (
    <StepFooter>
      <CodeNote /> {/* @feature email-code */}
      <LostPasskeyNote /> {/* @feature code-recovery */}
      {/* @feature password */}
      <RegisterNote
        to={paths.register}
        question="Prefer a password?" // @feature email-code
        link="Create an account with one" // @feature email-code
      />
      {/* @end */}
    </StepFooter>
  );
}

import { useState } from "react"; // @feature two-factor
import type { Viewer } from "@/entities/user";
import {
  MailboxNote,
  SecondFactor, // @feature two-factor
  SignIn,
  type StepProps,
} from "@/features/sign-in";
import { DialogHeader } from "@/shared/ui/dialog";

interface StepsProps {
  /** Whether the session has ended, and someone who has an account signs in again. */
  ended: boolean;
  onSignedIn: (viewer: Viewer) => void;
}

/** The same steps as on the sign-in page. */
export function Steps({ ended, onSignedIn }: StepsProps) {
  // @feature two-factor
  const [asked, setAsked] = useState(false);
  if (asked) {
    return (
      <SecondFactor
        frame={DialogStep}
        onSignedIn={onSignedIn}
        onBeginAgain={() => setAsked(false)}
      />
    );
  }
  // @end
  return (
    <SignIn
      frame={DialogStep}
      again={ended}
      inPlace // @feature social
      onSignedIn={onSignedIn}
      onSecondFactor={() => setAsked(true)} // @feature two-factor
    />
  );
}

function DialogStep({ title, description, children }: StepProps) {
  return (
    <>
      <DialogHeader title={title} description={description} />
      {children}
      <MailboxNote />
    </>
  );
}

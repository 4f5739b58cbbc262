import { useState } from "react"; // @feature password|two-factor
import type { Viewer } from "@/entities/user";
import {
  MailboxNote,
  NewBrowser, // @feature password
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
  const [isNewBrowser, setNewBrowser] = useState(false); // @feature password
  const [isFactorDue, setFactorDue] = useState(false); // @feature two-factor
  // @feature password
  if (isNewBrowser) {
    return (
      <NewBrowser
        frame={DialogStep}
        onSignedIn={onSignedIn}
        onBeginAgain={() => setNewBrowser(false)}
      />
    );
  }
  // @end
  // @feature two-factor
  if (isFactorDue) {
    return (
      <SecondFactor
        frame={DialogStep}
        onSignedIn={onSignedIn}
        onBeginAgain={() => setFactorDue(false)}
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
      onNewBrowser={() => setNewBrowser(true)} // @feature password
      onSecondFactor={() => setFactorDue(true)} // @feature two-factor
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

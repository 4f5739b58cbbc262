import { type ComponentType, useState } from "react"; // @feature password|two-factor
import type { Viewer } from "@/entities/user";
import {
  CreatePasskey, // @feature code-recovery
  loadNewBrowser, // @feature password
  loadSecondFactor, // @feature two-factor
  MailboxNote,
  type SecondStepProps, // @feature password|two-factor
  SignIn,
  type StepProps,
} from "@/features/sign-in";
import { DialogHeader } from "@/shared/ui/dialog";

interface StepsProps {
  /** Whether the session has ended, and someone who has an account signs in again. */
  ended: boolean;
  onSignedIn: (viewer: Viewer) => void;
  // @feature code-recovery
  /** Someone who has just signed in, without a passkey. */
  newcomer: Viewer | undefined;
  onWithoutPasskey: (viewer: Viewer) => void;
  // @end
}

/** The same steps as on the sign-in page. */
export function Steps({
  ended,
  onSignedIn,
  newcomer, // @feature code-recovery
  onWithoutPasskey, // @feature code-recovery
}: StepsProps) {
  // @feature password|two-factor
  const [Next, setNext] = useState<ComponentType<SecondStepProps>>();
  const show = (step: ComponentType<SecondStepProps>) => setNext(() => step);
  if (Next) {
    return (
      <Next frame={DialogStep} onSignedIn={onSignedIn} onBeginAgain={() => setNext(undefined)} />
    );
  }
  // @end
  // @feature code-recovery
  if (newcomer) return <CreatePasskey frame={DialogStep} onDone={() => onSignedIn(newcomer)} />;
  // @end
  return (
    <SignIn
      frame={DialogStep}
      again={ended}
      inPlace // @feature social
      onSignedIn={onSignedIn}
      onWithoutPasskey={onWithoutPasskey} // @feature code-recovery
      onNewBrowser={async () => show(await loadNewBrowser())} // @feature password
      onSecondFactor={async () => show(await loadSecondFactor())} // @feature two-factor
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

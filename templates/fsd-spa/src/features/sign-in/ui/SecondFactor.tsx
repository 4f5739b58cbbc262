// @feature two-factor
import { useState } from "react";
import type { Viewer } from "@/entities/user";
import { Button } from "@/shared/ui/button";
import { AppCodeForm } from "./AppCodeForm";
import { RecoveryCodeForm } from "./RecoveryCodeForm";

interface SecondFactorProps {
  onSignedIn: (viewer: Viewer) => void;
  /** Back to the first factor, for example when this has taken too long. */
  onBeginAgain: () => void;
}

/** The second step of signing in, on a page or in a dialog. */
export function SecondFactor({ onSignedIn, onBeginAgain }: SecondFactorProps) {
  const [recovering, setRecovering] = useState(false);
  const Form = recovering ? RecoveryCodeForm : AppCodeForm;
  return (
    <>
      <Form onVerified={({ user }) => onSignedIn({ email: user.email, name: user.name })} />
      <div className="mt-6 flex flex-wrap justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        <Button variant="link" size="text" onClick={() => setRecovering(!recovering)}>
          {recovering ? "Use the authenticator app" : "Use a recovery code instead"}
        </Button>
        <Button variant="link" size="text" onClick={onBeginAgain}>
          Begin again
        </Button>
      </div>
    </>
  );
}

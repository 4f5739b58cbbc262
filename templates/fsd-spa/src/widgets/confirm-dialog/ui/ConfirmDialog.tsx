import { useState } from "react";
import type { WayToConfirm } from "@/shared/api";
import { Button } from "@/shared/ui/button";
import { Dialog, DialogHeader } from "@/shared/ui/dialog";
import { useQuestion } from "../model/use-question";
import { CodeByEmail } from "./CodeByEmail";
import { ProofForm } from "./ProofForm";

/**
 * Asks people to confirm that it's them, when a request finds that their sign-in was too long ago.
 * The page behind it stays as it is, and the request then goes on.
 */
export function ConfirmDialog() {
  const { ways, settle } = useQuestion();
  if (ways.length === 0) return null;
  return (
    <Dialog
      // A click beside it must not lose what was begun.
      closesOutside={false}
      onClose={() => settle(false)}
    >
      <DialogHeader
        title="Confirm it's you"
        description="It's been a while since you signed in. Once you've confirmed, we'll continue."
      />
      <Ways ways={ways} onConfirmed={() => settle(true)} />
    </Dialog>
  );
}

interface WaysProps {
  ways: WayToConfirm[];
  onConfirmed: () => void;
}

function Ways({ ways, onConfirmed }: WaysProps) {
  const [chosen, setChosen] = useState(ways[0]);
  const way = chosen ?? "email-code";
  return (
    <div className="flex flex-col gap-5">
      {way === "email-code" ? (
        <CodeByEmail onConfirmed={onConfirmed} />
      ) : (
        <ProofForm key={way} way={way} onConfirmed={onConfirmed} />
      )}
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button
            key={other}
            type="button"
            variant="link"
            size="text"
            className="self-start text-sm"
            onClick={() => setChosen(other)}
          >
            {labels[other]}
          </Button>
        ))}
    </div>
  );
}

const labels = {
  "app-code": "Use your authenticator app", // @feature two-factor
  password: "Use your password", // @feature password
  "email-code": "Email me a code instead",
};

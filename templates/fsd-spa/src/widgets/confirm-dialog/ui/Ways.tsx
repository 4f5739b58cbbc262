import { useState } from "react";
import type { WayToConfirm } from "@/shared/api";
import { Button } from "@/shared/ui/button";
import type { WaysProps } from "../model/use-question";
import { CodeByEmail } from "./CodeByEmail";
import { PasskeyProof } from "./PasskeyProof"; // @feature passkey
import { ProofForm } from "./ProofForm";

/** Each way in which this person can confirm, one at a time. */
export function Ways({ ways, onConfirmed }: WaysProps) {
  const [chosen, setChosen] = useState(ways[0]);
  const way = chosen ?? "email-code";
  return (
    <div className="flex flex-col gap-5">
      <Way way={way} onConfirmed={onConfirmed} />
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

interface WayProps {
  way: WayToConfirm;
  onConfirmed: () => void;
}

function Way({ way, onConfirmed }: WayProps) {
  if (way === "passkey") return <PasskeyProof onConfirmed={onConfirmed} />; // @feature passkey
  if (way === "email-code") return <CodeByEmail onConfirmed={onConfirmed} />;
  return <ProofForm key={way} way={way} onConfirmed={onConfirmed} />;
}

const labels = {
  passkey: "Use your passkey", // @feature passkey
  "app-code": "Use your authenticator app", // @feature two-factor
  password: "Use your password", // @feature password
  "email-code": "Email me a code instead",
};

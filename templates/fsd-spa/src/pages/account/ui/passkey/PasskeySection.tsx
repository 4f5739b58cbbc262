import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Account, addPasskey, problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { PasskeyButton } from "@/shared/ui/passkey-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { PasskeyRow } from "./PasskeyRow";

export function PasskeySection({ passkeys }: Pick<Account, "passkeys">) {
  const title = useRef<HTMLHeadingElement>(null);
  const [done, setDone] = useState("");

  function onRowDone(text: string) {
    setDone(text);
    // What was pressed is gone.
    title.current?.focus();
  }

  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle ref={title} tabIndex={-1}>
            Passkeys
          </CardTitle>
          <Badge variant={passkeys.length > 0 ? "default" : "outline"}>
            {passkeys.length > 0 ? passkeys.length : "None"}
          </Badge>
        </div>
        <CardDescription>
          Sign in with your fingerprint, your face, or your device's PIN.
          {/* @feature two-factor */}
          {" A passkey is enough by itself: you won't be asked for a second factor."}
          {/* @end */}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        {passkeys.length > 0 && (
          <ul className="divide-y border-y">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} {...passkey} onDone={onRowDone} />
            ))}
          </ul>
        )}
        <AddPasskey onDone={setDone} />
        <SuccessNote>{done}</SuccessNote>
      </CardContent>
    </Card>
  );
}

function AddPasskey({ onDone }: { onDone: (text: string) => void }) {
  const queries = useQueryClient();
  const add = useSingleMutation({
    mutationFn: addPasskey,
    onSuccess(added) {
      // They have cancelled it.
      if (!added) return;
      onDone(`“${added.name}” has been added. You can sign in with it from now on.`);
      return queries.invalidateQueries();
    },
  });
  return (
    <PasskeyButton
      errorId="add-passkey-error"
      error={add.error ? problemText(add.error) : undefined}
      variant="outline"
      pending={add.isPending}
      pendingText="Waiting for your device…"
      onClick={() => add.mutate()}
    >
      Add a passkey
    </PasskeyButton>
  );
}

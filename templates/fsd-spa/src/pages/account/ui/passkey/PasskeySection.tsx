import { useQueryClient } from "@tanstack/react-query";
import { type Account, addPasskey, problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { PasskeyButton } from "@/shared/ui/passkey-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { PasskeyRow } from "./PasskeyRow";

export function PasskeySection({ passkeys }: Pick<Account, "passkeys">) {
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle>Passkeys</CardTitle>
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
              <PasskeyRow key={passkey.id} {...passkey} />
            ))}
          </ul>
        )}
        <AddPasskey />
      </CardContent>
    </Card>
  );
}

function AddPasskey() {
  const queries = useQueryClient();
  const add = useSingleMutation({
    mutationFn: addPasskey,
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className="flex flex-col gap-2">
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
      <SuccessNote>
        {add.data && `“${add.data.name}” has been added. You can sign in with it from now on.`}
      </SuccessNote>
    </div>
  );
}

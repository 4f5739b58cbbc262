import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Account, problemText } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { ChevronDown } from "@/shared/ui/icons";
import { LocalTime } from "@/shared/ui/local-time";
import { SubmitButton } from "@/shared/ui/submit-button";
import { LONGEST_NAME } from "~/services/rules";
import { removePasskey, renamePasskey } from "../../api/passkeys";
import { Facts } from "../Facts";

type Passkey = Account["passkeys"][number];

interface PasskeyRowProps extends Passkey {
  /** Something was done with it, and this is what to say. */
  onDone: (text: string) => void;
}

/** What it is and when it was used; opened, what can be done with it. */
export function PasskeyRow({ id, name, createdAt, lastUsedAt, onDone }: PasskeyRowProps) {
  const [open, setOpen] = useState(false);

  function onRenamed() {
    setOpen(false);
    onDone("Passkey renamed.");
  }

  return (
    <li>
      <details
        open={open}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
        className="group"
      >
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 rounded-lg py-3 focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="block font-medium break-words">{name}</span>
            <span className="block text-sm">
              <Facts>
                {createdAt && (
                  <>
                    Added <LocalTime at={createdAt} />
                  </>
                )}
                {lastUsedAt ? (
                  <>
                    Last used <LocalTime at={lastUsedAt} />
                  </>
                ) : (
                  "Not used yet"
                )}
              </Facts>
            </span>
          </span>
          <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" />
        </summary>
        <div className="flex flex-col gap-5 pt-1 pb-4">
          <RenameForm id={id} name={name} onRenamed={onRenamed} />
          <Remove id={id} onDone={onDone} />
        </div>
      </details>
    </li>
  );
}

interface RenameFormProps {
  id: string;
  name: string;
  onRenamed: () => void;
}

function RenameForm({ id, name, onRenamed }: RenameFormProps) {
  const queries = useQueryClient();
  const rename = useSingleMutation({
    mutationFn: renamePasskey,
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ["account"] });
      onRenamed();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("name")).trim();
    rename.mutate({ id, name: text });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Field
        {...useRefusal(rename)}
        label="Passkey name"
        name="name"
        defaultValue={name}
        autoComplete="off"
        maxLength={LONGEST_NAME}
        required
      />
      <SubmitButton variant="outline" pending={rename.isPending} pendingText="Renaming…">
        Rename
      </SubmitButton>
    </form>
  );
}

function Remove({ id, onDone }: Pick<PasskeyRowProps, "id" | "onDone">) {
  const queries = useQueryClient();
  const remove = useSingleMutation({
    mutationFn: removePasskey,
    onSuccess() {
      onDone("The passkey has been removed, and you've been signed out everywhere else.");
      return queries.invalidateQueries();
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-pretty text-muted-foreground">
        Removing it signs you out everywhere else. Your device keeps it until you delete it there.
      </p>
      <FieldError id={`remove-${id}-error`} stale={remove.isPending}>
        {remove.error ? problemText(remove.error) : undefined}
      </FieldError>
      <SubmitButton
        type="button"
        variant="destructive"
        pending={remove.isPending}
        pendingText="Removing…"
        onClick={() => remove.mutate(id)}
      >
        Remove passkey
      </SubmitButton>
    </div>
  );
}

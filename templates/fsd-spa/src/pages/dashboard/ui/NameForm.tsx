import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { getViewer, setViewer } from "@/entities/user";
import { problemText } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { Input } from "@/shared/ui/input";
import { Label } from "@/shared/ui/label";
import { SubmitButton } from "@/shared/ui/submit-button";
import { saveName } from "../api/save-name";

/** What to call the person. What is typed stays, also when one has to sign in again meanwhile. */
export function NameForm({ name }: { name: string }) {
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const save = useMutation({
    mutationFn: saveName,
    onSuccess({ name }) {
      const viewer = getViewer();
      if (viewer) setViewer({ ...viewer, name });
      return queries.invalidateQueries({ queryKey: ["me"] });
    },
    onError: () => field.current?.focus(),
  });
  const problem = save.error ? problemText(save.error) : undefined;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(String(new FormData(event.currentTarget).get("name")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3">
      <Label htmlFor="name">What shall we call you?</Label>
      <Input
        ref={field}
        id="name"
        name="name"
        defaultValue={name}
        autoComplete="name"
        maxLength={80}
        required
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "name-error" : undefined}
      />
      <FieldError id="name-error" stale={save.isPending}>
        {problem}
      </FieldError>
      <SubmitButton variant="outline" pending={save.isPending} pendingText="Saving…">
        Save
      </SubmitButton>
      <p role="status" className="min-h-5 text-sm text-muted-foreground">
        {save.isSuccess && !save.isPending && "Saved."}
      </p>
    </form>
  );
}

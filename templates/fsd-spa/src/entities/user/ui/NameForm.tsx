import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { LONGEST_NAME } from "~/services/rules";
import { saveName } from "../api/save-name";
import { getViewer, setViewer } from "../model/viewer";

/** The person's name. What was typed stays, even if the person has to sign in again. */
export function NameForm({ name }: { name: string }) {
  const queries = useQueryClient();
  const save = useSingleMutation({
    mutationFn: saveName,
    onSuccess({ name }) {
      const viewer = getViewer();
      if (viewer) setViewer({ ...viewer, name });
      return queries.invalidateQueries({ queryKey: ["me"] });
    },
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get("name")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        {...useRefusal(save)}
        label="Name"
        name="name"
        defaultValue={name}
        autoComplete="name"
        maxLength={LONGEST_NAME}
        required
      />
      <SubmitButton variant="outline" pending={save.isPending} pendingText="Saving…">
        Save name
      </SubmitButton>
      <SuccessNote>{save.isSuccess && !save.isPending && "Name saved."}</SuccessNote>
    </form>
  );
}

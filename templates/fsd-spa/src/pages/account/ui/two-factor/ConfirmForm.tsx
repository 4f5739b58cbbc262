import type { UseMutationResult } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { type Account, problemText, refusedFor } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal"; // @feature password
import { FieldError } from "@/shared/ui/field-error";
import type { Credentials } from "../../api/two-factor";
import { CurrentPassword } from "./CurrentPassword"; // @feature password

type Action = Pick<
  UseMutationResult<unknown, Error, Credentials>,
  "mutate" | "isPending" | "error"
>;

interface ConfirmFormProps extends Account {
  action: Action;
  /** The button. One form does one thing, so Enter never does another. */
  children: ReactNode;
}

/** Confirms an action, with their password from people who have one. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { action, children } = props;
  const { error, isPending } = action;
  const password = useRefusal(action, ["INVALID_PASSWORD"]); // @feature password
  // The password field says that itself.
  const isElsewhere = error && !refusedFor(error, "INVALID_PASSWORD");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    action.mutate(password ? { password: String(password) } : {});
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {props.hasPassword && <CurrentPassword {...password} />} {/* @feature password */}
      <FieldError id="confirm-error" stale={isPending}>
        {isElsewhere ? problemText(error) : undefined}
      </FieldError>
      {children}
    </form>
  );
}

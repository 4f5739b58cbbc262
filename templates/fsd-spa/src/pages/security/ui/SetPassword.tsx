// @feature password
import { useMutation } from "@tanstack/react-query";
import { useViewer } from "@/entities/user";
import { problemText, requestPasswordReset } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";

/** The link proves that the mailbox is theirs, as it does for a password that was forgotten. */
export function SetPassword() {
  const viewer = useViewer();
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: requestPasswordReset });
  if (isSuccess) return <p role="status">We sent a link to {viewer?.email}.</p>;
  return (
    <div className="flex flex-col gap-3">
      <SubmitButton
        type="button"
        variant="outline"
        pending={isPending}
        pendingText="Sending the link…"
        onClick={() => viewer && !isPending && mutate(viewer.email)}
      >
        Send me a link to set one
      </SubmitButton>
      <FieldError id="set-password-error" stale={isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
    </div>
  );
}

// @feature password
import { useViewer } from "@/entities/user";
import { problemText, requestPasswordReset } from "@/shared/api";
import { takeFocus } from "@/shared/lib/take-focus";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";

/** The link proves that the mailbox is theirs, as it does for a password that was forgotten. */
export function SetPassword() {
  const viewer = useViewer();
  const request = useSingleMutation({ mutationFn: requestPasswordReset });
  if (request.isSuccess) {
    return (
      <p ref={takeFocus} tabIndex={-1}>
        We sent a link to {viewer?.email}.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <SubmitButton
        type="button"
        variant="outline"
        pending={request.isPending}
        pendingText="Sending the link…"
        onClick={() => viewer && request.mutate(viewer.email)}
      >
        Send me a link to set one
      </SubmitButton>
      <FieldError id="set-password-error" stale={request.isPending}>
        {request.error ? problemText(request.error) : undefined}
      </FieldError>
    </div>
  );
}

import type { FormEvent } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { LoginCard } from "@/features/sign-in";
import { authPost, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";

/** Where the link leads that lets the owner of an account past the guesses of strangers. */
export function KnowBrowserPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const know = useSingleMutation({
    mutationFn: (token: string) => authPost("/know-browser", { token }),
    onSuccess: () => navigate(paths.login, { replace: true }),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    know.mutate(search.get("token") ?? "");
  }

  return (
    <LoginCard
      icon={<CircleCheck />}
      title="Use this browser"
      description="We'll remember that it's yours, so other people's failed attempts won't slow you down here. You'll still need to sign in."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <FieldError id="browser-error" stale={know.isPending}>
          {know.error ? problemText(know.error) : undefined}
        </FieldError>
        <SubmitButton pending={know.isPending} pendingText="One moment…">
          Continue to sign in
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </p>
    </LoginCard>
  );
}

import type { FormEvent } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { EmailLink, LoginCard } from "@/features/sign-in";
import { authPost, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { buttonVariants } from "@/shared/ui/button";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";

/** Where the link leads that lets an account's owner in, no matter how much others have guessed. */
export function KnowBrowserPage() {
  const signIn = (
    <Link to={paths.login} className={buttonVariants({ className: "w-full" })}>
      Continue to sign in
    </Link>
  );
  return (
    <EmailLink
      why="Each link works once. If you've already used it here, you can sign in."
      instead={signIn}
    >
      <KnowBrowser />
    </EmailLink>
  );
}

function KnowBrowser() {
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
    </LoginCard>
  );
}

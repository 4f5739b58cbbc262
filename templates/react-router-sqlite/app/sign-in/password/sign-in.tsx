import { SubmitButton, useRetryField } from "~/components/form";
import { Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import type { Answer } from "../action.server";
import { LastUsed } from "../last-used"; // @feature several-ways
import { Or } from "../or"; // @feature several-ways
import { PasswordField } from "./password-field";

interface PasswordSignInProps {
  pendingIntent: string | null;
  answer: Answer | undefined;
}

/** On the sign-in form. Its button comes first, so it's the one that Enter presses. */
export function PasswordSignIn({ pendingIntent, answer }: PasswordSignInProps) {
  const pending = pendingIntent !== null;
  const problem = answer?.field === "password" ? answer.error : undefined;
  const field = useRetryField(problem, pending);
  return (
    <>
      <PasswordField
        ref={field}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        problem={problem}
        stale={pending}
        aside={
          <span className="text-sm">
            <TextLink to="/forgot-password">Forgot your password?</TextLink>
          </span>
        }
      />
      <SubmitButton
        name="intent"
        value="sign-in"
        pending={pendingIntent === "sign-in"}
        pendingText="Signing you in…"
      >
        Sign in
        <LastUsed way="password" /> {/* @feature several-ways */}
      </SubmitButton>
      <Or /> {/* @feature several-ways */}
    </>
  );
}

interface RegisterNoteProps {
  to: string;
  question?: string;
  link?: string;
}

/** Below the sign-in form. */
export function RegisterNote({
  to,
  question = "New here?",
  link = "Create an account",
}: RegisterNoteProps) {
  return (
    <p>
      {question} <TextLink to={to}>{link}</TextLink>
    </p>
  );
}

const dots = "•".repeat(15);

/** For the picture on the home page: a password as it is typed. */
export function PasswordPicture() {
  return (
    <div className="mt-5 flex items-center gap-3 rounded-lg bg-muted px-4 py-3.5">
      <Key className="size-4.5 shrink-0 text-muted-foreground" />
      <span className="truncate font-mono text-lg leading-none tracking-wide sm:tracking-widest">
        {dots}
      </span>
    </div>
  );
}

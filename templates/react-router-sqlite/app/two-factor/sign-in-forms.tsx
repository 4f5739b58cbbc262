import type { ReactNode } from "react";
import { Form, Link, useSearchParams } from "react-router";
import { CodeField } from "~/components/code-field";
import { SubmitButton, useRetryField, useSingleSubmit } from "~/components/form";
import { Shield } from "~/components/icons";
import { TextLink } from "~/components/page";
import { StepOver } from "~/components/step-over";
import { buttonVariants } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/checkbox";
import { Field } from "~/components/ui/field";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";
import { SignInCard, SignInFooter } from "~/sign-in/card";

export function AppCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;

  return (
    <SecondFactorCard
      description="Enter the 6-digit code from your authenticator app."
      other="Use a recovery code"
      recovering={false}
    >
      <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="app-code" />
        <CodeField
          label="6-digit code"
          length={6}
          problem={error}
          stale={pending}
          // The checkbox comes after it.
          submits={false}
        />
        <Checkbox name="trust">Trust this device for {TRUSTED_DEVICE_IN_DAYS} days</Checkbox>
        <SubmitButton pending={pendingIntent === "app-code"} pendingText="Signing you in…">
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}

export function RecoveryCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;
  const field = useRetryField(error, pending);

  return (
    <SecondFactorCard
      description="Enter one of your recovery codes. Each works once."
      other="Use your authenticator app"
      recovering
    >
      <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="recovery-code" />
        <Field
          ref={field}
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          problem={error}
          stale={pending}
        />
        <SubmitButton pending={pendingIntent === "recovery-code"} pendingText="Signing you in…">
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}

/** In place of the forms, once this sign-in can't be completed. */
export function SignInOver({ error }: { error: string | undefined }) {
  const { login } = useWays();
  return (
    <SignInCard icon={<Shield />} title={title}>
      <StepOver text={error}>
        <Link to={login} className={buttonVariants()}>
          Sign in again
        </Link>
      </StepOver>
    </SignInCard>
  );
}

const title = "Two-factor authentication";

interface SecondFactorCardProps {
  description: string;
  /** What the other way is called. */
  other: string;
  recovering: boolean;
  children: ReactNode;
}

function SecondFactorCard({ description, other, recovering, children }: SecondFactorCardProps) {
  const { login, app, recovery } = useWays();
  return (
    <SignInCard icon={<Shield />} title={title} description={description}>
      {children}
      <SignInFooter>
        <TextLink to={recovering ? app : recovery}>{other}</TextLink>
        <TextLink to={login}>Start over</TextLink>
      </SignInFooter>
    </SignInCard>
  );
}

/** The links from here. Each keeps the page that someone was on the way to. */
function useWays() {
  const [search] = useSearchParams();
  const query = new URLSearchParams(search);
  query.delete("recovery");
  const [login, app] = [`/login?${query}`, `?${query}`];
  query.set("recovery", "");
  return { login, app, recovery: `?${query}` };
}

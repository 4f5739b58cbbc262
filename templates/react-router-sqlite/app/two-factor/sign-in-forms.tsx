import type { ReactNode } from "react";
import { Form, useSearchParams } from "react-router";
import { CodeField } from "~/components/code-field";
import { SubmitButton, useRetryField, useSingleSubmit } from "~/components/form";
import { Shield } from "~/components/icons";
import { TextLink } from "~/components/page";
import { Field } from "~/components/ui/field";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";
import { SignInCard } from "~/sign-in/card";

export function AppCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;

  return (
    <SecondFactorCard other="Use a recovery code instead" recovering={false}>
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="app-code" />
        {/* Before the code, which is sent with its last digit. */}
        <label className="flex items-center gap-2.5 text-sm">
          <input type="checkbox" name="trust" className="size-4 accent-primary" />
          Do not ask on this device for {TRUSTED_DEVICE_IN_DAYS} days
        </label>
        <CodeField
          label="Code from your authenticator app"
          length={6}
          problem={error}
          stale={pending}
        />
        <SubmitButton pending={pendingIntent === "app-code"} pendingText="Signing you in…">
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}

export function RecoveryCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const field = useRetryField(error, pendingIntent !== null);
  return (
    <SecondFactorCard other="Use the authenticator app" recovering>
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
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
          hint="One of the ten that you kept when you turned two-factor on. Each works once."
          problem={pendingIntent ? undefined : error}
        />
        <SubmitButton pending={pendingIntent === "recovery-code"} pendingText="Signing you in…">
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}

interface SecondFactorCardProps {
  /** What the other way is called. */
  other: string;
  recovering: boolean;
  children: ReactNode;
}

function SecondFactorCard({ other, recovering, children }: SecondFactorCardProps) {
  const [search] = useSearchParams();
  const query = new URLSearchParams(search);
  query.delete("recovery");
  const login = `/login?${query}`;
  if (!recovering) query.set("recovery", "");
  return (
    <SignInCard icon={<Shield />} title="Two-factor authentication">
      {children}
      <div className="mt-6 flex flex-wrap justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        <TextLink to={`?${query}`}>{other}</TextLink>
        <TextLink to={login}>Start over</TextLink>
      </div>
    </SignInCard>
  );
}

import type { Viewer } from "@/entities/user";
import { CodeForm, EmailForm, useCode } from "@/features/sign-in";

/** The same steps as on the sign-in page. */
export function SignInAgain({ onSignedIn }: { onSignedIn: (viewer: Viewer) => void }) {
  const code = useCode(({ viewer }) => onSignedIn(viewer));
  if (!code.step) return <EmailForm {...code} />;
  return (
    <>
      <p className="mb-5 text-pretty text-muted-foreground">
        We sent a six-digit code to{" "}
        <strong className="font-medium break-words text-foreground">{code.step.email}</strong>.
      </p>
      <CodeForm {...code} />
    </>
  );
}

import { setViewer } from "@/entities/user";
import { CodeForm, EmailForm, useCode } from "@/features/sign-in";
import { Mail, MailOpen } from "@/shared/ui/icons";
import { LoginCard } from "./LoginCard";

/** Signing in. Where to go then is the router's business: it knows who may see what. */
export function LoginPage() {
  const code = useCode(({ viewer }) => setViewer(viewer));
  if (!code.step) {
    return (
      <LoginCard
        icon={<Mail />}
        title="Sign in"
        description="No password needed: we e-mail you a six-digit code. If you are new here, it makes your account, too."
      >
        <EmailForm {...code} />
      </LoginCard>
    );
  }
  return (
    <LoginCard
      icon={<MailOpen />}
      title="Check your e-mail"
      description={
        <>
          We sent a six-digit code to{" "}
          <strong className="font-medium break-words text-foreground">{code.step.email}</strong>.
        </>
      }
    >
      <CodeForm {...code} />
    </LoginCard>
  );
}

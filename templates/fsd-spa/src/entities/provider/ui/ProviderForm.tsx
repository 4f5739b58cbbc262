import type { ReactNode } from "react";

interface ProviderFormProps {
  action: "/login/with" | "/account/connect";
  provider: string;
  /** The page to go on to. */
  redirectTo?: string | undefined;
  /** In a window of its own, so that the page stays as it is. */
  inPopup?: boolean;
  className?: string;
  /** The button. */
  children: ReactNode;
}

/** Leads to a provider, which is another site, so the browser sends it itself. */
export function ProviderForm({
  action,
  provider,
  redirectTo = "",
  inPopup = false,
  className,
  children,
}: ProviderFormProps) {
  return (
    <form
      method="post"
      action={action}
      className={className}
      {...(inPopup && { target: POPUP, onSubmit: openPopup })}
    >
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="redirectTo" value={redirectTo} />
      {children}
    </form>
  );
}

const POPUP = "sign-in-with";

function openPopup() {
  open("", POPUP, "popup,width=480,height=720");
}

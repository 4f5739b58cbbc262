import { type FormEvent, type ReactNode, useState } from "react";
import { openPopup, POPUP } from "../model/popup";
import { BlockedPopup } from "./BlockedPopup";

interface ProviderFormProps {
  action: "/login/with" | "/account/connect";
  provider: string;
  /** The page to go on to. */
  redirectTo?: string | undefined;
  /** In a window of its own, so that the page stays as it is. */
  inPopup?: boolean;
  /** Lets the form go when the time has come. Without it, that's at once. */
  onLeave?: (leave: () => void) => void;
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
  onLeave,
  className,
  children,
}: ProviderFormProps) {
  const [isBlocked, setBlocked] = useState(false);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    if (onLeave) {
      event.preventDefault();
      const form = event.currentTarget;
      onLeave(() => form.submit());
    }
    if (!inPopup) return;
    const isOpen = openPopup();
    if (!isOpen) event.preventDefault();
    setBlocked(!isOpen);
  }

  return (
    <form
      method="post"
      action={action}
      className={className}
      target={inPopup ? POPUP : undefined}
      onSubmit={onSubmit}
    >
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="redirectTo" value={redirectTo} />
      {children}
      {isBlocked && <BlockedPopup provider={provider} />}
    </form>
  );
}

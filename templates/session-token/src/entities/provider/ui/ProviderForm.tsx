// @feature social
import { type FormEvent, type ReactNode, useState } from "react";
import { beginHandover, readSignInState, readTokens } from "@/shared/auth";
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

/**
 * Leads to a provider, which is another site, so the browser sends it itself. It brings along what
 * our own requests have in headers.
 */
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
    event.preventDefault();
    const form = event.currentTarget;
    // At once, or the browser takes it for a window that nobody has asked for.
    const isOpen = !inPopup || openPopup();
    setBlocked(!isOpen);
    if (!isOpen) return;
    const leave = () => send(form);
    if (onLeave) onLeave(leave);
    else leave();
  }

  async function send(form: HTMLFormElement) {
    const fields = {
      challenge: await beginHandover(),
      signInState: readSignInState() ?? "",
      accessToken: action === "/account/connect" ? (readTokens()?.accessToken ?? "") : "",
    };
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    form.submit();
  }

  return (
    <form
      method="post"
      action={new URL(action, import.meta.env.VITE_API_URL || location.origin).href}
      className={className}
      target={inPopup ? POPUP : undefined}
      onSubmit={onSubmit}
    >
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="redirectTo" value={redirectTo} />
      <input type="hidden" name="challenge" />
      <input type="hidden" name="signInState" />
      <input type="hidden" name="accessToken" />
      {children}
      {isBlocked && <BlockedPopup provider={provider} />}
    </form>
  );
}

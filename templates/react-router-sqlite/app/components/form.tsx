import { type FormEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { useNavigation } from "react-router";
import { Spinner } from "~/components/icons";
import { Button, type ButtonProps } from "~/components/ui/button";

// Forms work without JavaScript. With it, they say what is going on and let nothing through twice.

export interface SubmitButtonProps extends ButtonProps {
  pending: boolean;
  pendingText: string;
}

/** Stays focusable while pending, so that keyboard users do not lose their place. */
export function SubmitButton({ pending, pendingText, children, ...props }: SubmitButtonProps) {
  return (
    <Button type="submit" aria-disabled={pending || undefined} {...props}>
      {pending ? (
        <>
          <Spinner className="animate-spin motion-reduce:animate-none" />
          {pendingText}
        </>
      ) : (
        children
      )}
    </Button>
  );
}

const doublePressMs = 500;

export interface SingleSubmit {
  /** The intent that is being sent right now. */
  pendingIntent: string | null;
  onSubmit: (event: FormEvent) => void;
}

/**
 * Lets the forms of a page through one at a time: a code works once, so a second, identical
 * request would only bring an error.
 */
export function useSingleSubmit(): SingleSubmit {
  const navigation = useNavigation();
  const startedAt = useRef(Number.NEGATIVE_INFINITY);
  const intent = navigation.formData?.get("intent");

  function onSubmit(event: FormEvent) {
    // React hears of the navigation a moment after the event; the clock covers that moment.
    const pressedTwice = event.timeStamp - startedAt.current < doublePressMs;
    if (navigation.state !== "idle" || pressedTwice) return event.preventDefault();
    startedAt.current = event.timeStamp;
  }

  return { pendingIntent: typeof intent === "string" ? intent : null, onSubmit };
}

/**
 * A field that has the focus again once the server has answered with a reason to try again: what
 * is typed then replaces what did not work, or mends it with `keepText`.
 */
export function useRetryField(reason: unknown, pending: boolean, { keepText = false } = {}) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (pending || !reason) return;
    field.current?.focus();
    if (!keepText) field.current?.select();
  }, [pending, reason, keepText]);

  return field;
}

/** Whether JavaScript runs in this page: false on the server and until the page has come alive. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

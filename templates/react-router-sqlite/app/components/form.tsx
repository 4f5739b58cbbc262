import { type FormEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { useNavigation } from "react-router";
import { Spinner } from "~/components/icons";
import { Button, type ButtonProps } from "~/components/ui/button";

// Forms work without JavaScript. With it, they show what's going on and send nothing twice.

export interface SubmitButtonProps extends ButtonProps {
  pending: boolean;
  pendingText: string;
}

/** Stays focusable while pending, so that keyboard users don't lose their place. */
export function SubmitButton({ pending, pendingText, children, ...props }: SubmitButtonProps) {
  return (
    <Button aria-disabled={pending || undefined} {...props}>
      {/* A browser that translates the page replaces texts, so only elements may come and go. */}
      {pending ? (
        <>
          <Spinner className="animate-spin motion-reduce:animate-none" />
          <span>{pendingText}</span>
        </>
      ) : (
        <span className="contents">{children}</span>
      )}
    </Button>
  );
}

const doublePressMs = 500;

export interface SingleSubmit {
  /** The intent that's being sent right now. */
  pendingIntent: string | null;
  onSubmit: (event: FormEvent) => void;
}

/**
 * Lets the forms of a page through one at a time: a code works once, so sending it twice would only
 * show an error.
 */
export function useSingleSubmit(): SingleSubmit {
  const navigation = useNavigation();
  const startedAt = useRef(Number.NEGATIVE_INFINITY);
  const intent = navigation.formData?.get("intent");

  function onSubmit(event: FormEvent) {
    // React learns of the navigation a moment after the event; the clock covers that moment.
    const pressedTwice = event.timeStamp - startedAt.current < doublePressMs;
    if (navigation.state !== "idle" || pressedTwice) return event.preventDefault();
    startedAt.current = event.timeStamp;
  }

  return { pendingIntent: typeof intent === "string" ? intent : null, onSubmit };
}

/**
 * A field that gets the focus back when the server gives a reason to try again. What is typed then
 * replaces what didn't work, except for an email address, where a typo is easier to fix.
 */
export function useRetryField(reason: unknown, pending: boolean) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (pending || !reason) return;
    field.current?.focus();
    if (field.current?.type !== "email") field.current?.select();
  }, [pending, reason]);

  return field;
}
/** Whether JavaScript runs in this page: false on the server and until React has hydrated it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

import { type FormEvent, useRef } from "react";
import { useNavigation } from "react-router";

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

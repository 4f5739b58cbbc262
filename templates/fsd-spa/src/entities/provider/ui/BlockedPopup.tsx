import { FieldError } from "@/shared/ui/field-error";

/** What to do where the browser has opened no window. */
export function BlockedPopup({ provider }: { provider: string }) {
  return (
    <FieldError id={`${provider}-popup-error`}>
      Your browser didn't open a new window. Allow pop-ups for this site, then try again.
    </FieldError>
  );
}

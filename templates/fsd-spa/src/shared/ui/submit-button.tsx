import { Button, type ButtonProps } from "./button";
import { Spinner } from "./icons";

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

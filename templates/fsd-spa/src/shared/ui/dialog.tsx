import { createContext, type ReactNode, use, useEffect, useId, useRef } from "react";
import { Button } from "./button";
import { Close } from "./icons";

const DialogId = createContext("");

interface DialogProps {
  /** The person wants it gone: by the button, the Escape key, or a click beside it. */
  onClose: () => void;
  /** Whether a click beside it closes it. */
  closesOutside?: boolean;
  children: ReactNode;
}

/**
 * A dialog over the page. The browser keeps the focus inside and the page behind out of reach, and
 * gives the focus back where it was.
 */
export function Dialog({ onClose, closesOutside = true, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // Where it was, or, when that is gone, on the page.
      const target = before?.isConnected ? before : document.querySelector("main");
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      data-slot="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-2xl border bg-card p-5 text-card-foreground shadow-card backdrop:bg-foreground/40 sm:p-8 dark:backdrop:bg-background/80"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (closesOutside && event.target === dialog.current && isOutside(event.nativeEvent)) {
          onClose();
        }
      }}
    >
      <DialogId value={id}>{children}</DialogId>
      {/* Last, because the first thing that can have the focus gets it. */}
      <Button
        type="button"
        variant="ghost"
        size="icon"
        aria-label="Close"
        className="absolute top-3 right-1.5 sm:top-6 sm:right-4.5"
        onClick={onClose}
      >
        <Close />
      </Button>
    </dialog>
  );
}

interface DialogHeaderProps {
  title: string;
  description?: ReactNode;
}

/** Names and describes the dialog that it's in. */
export function DialogHeader({ title, description }: DialogHeaderProps) {
  const id = use(DialogId);
  return (
    <div className="mb-6">
      <h2 id={`${id}-title`} className="pr-10 text-xl font-semibold tracking-tight text-balance">
        {title}
      </h2>
      <p id={`${id}-description`} className="mt-1.5 text-pretty text-muted-foreground empty:hidden">
        {description}
      </p>
    </div>
  );
}

/** The backdrop belongs to the dialog's element, but lies around its box. */
function isOutside({ clientX, clientY, currentTarget, target }: PointerEvent): boolean {
  const box = ((currentTarget ?? target) as Element).getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

// @feature email-code
import { useEffect, useRef } from "react";
import { CircleAlert } from "~/components/icons";
import { SendAgain } from "~/components/login/send-again";
import type { SingleSubmit } from "~/components/login/use-single-submit";
import { Alert } from "~/components/ui/alert";

interface ExpiredCodeProps extends SingleSubmit {
  error?: string | undefined;
  resendInSeconds: number;
}

/** In place of the code's field, once no code would be taken any more. */
export function ExpiredCode({ error, ...send }: ExpiredCodeProps) {
  const notice = useRef<HTMLDivElement>(null);

  // The field that had the focus is gone.
  useEffect(() => notice.current?.focus(), []);

  return (
    <div className="flex flex-col gap-5">
      <Alert ref={notice} variant="destructive" tabIndex={-1}>
        <CircleAlert />
        {error ?? "This code does not work any more."}
      </Alert>
      <SendAgain label="Send a new code" size="lg" {...send} />
    </div>
  );
}

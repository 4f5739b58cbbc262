// @feature email-code
import { problemText } from "@/shared/api";
import { takeFocus } from "@/shared/lib/take-focus";
import { Alert } from "@/shared/ui/alert";
import { CircleAlert } from "@/shared/ui/icons";
import { SendAgain } from "./SendAgain";

interface ExpiredCodeProps {
  error: Error | null;
  resendInSeconds: number;
  pending: boolean;
  onSend: () => void;
}

/** In place of the code's field, once no code would be taken any more. */
export function ExpiredCode({ error, ...send }: ExpiredCodeProps) {
  return (
    <div className="flex flex-col gap-5">
      <Alert ref={takeFocus} variant="destructive" tabIndex={-1}>
        <CircleAlert />
        {error ? problemText(error) : "This code has expired. Ask for a new one."}
      </Alert>
      <SendAgain label="Send a new code" size="lg" {...send} />
    </div>
  );
}

import { Button } from "@/shared/ui/button";
import { EMAILED_CODE } from "~/services/rules";
import { useNewBrowser } from "../../model/use-new-browser";
import { EmailedCode } from "../EmailedCode";
import type { SecondStepProps } from "../LoginCard";

/** Where a password leads in a browser that's new to the account, on a page or in a dialog. */
export function NewBrowser({ frame, onSignedIn, onBeginAgain }: SecondStepProps) {
  const { step, over, send, verify } = useNewBrowser(onSignedIn);

  if (!step) return null;
  return (
    <EmailedCode
      frame={frame}
      email={step.email}
      why="You haven't used this browser with your account before."
      length={EMAILED_CODE.length}
      over={over}
      verify={verify}
      send={send}
      sentAgain={send.isSuccess}
      resendInSeconds={step.resendInSeconds}
      onSend={() => send.mutate()}
    >
      <Button type="button" variant="link" size="text" onClick={onBeginAgain}>
        Start over
      </Button>
    </EmailedCode>
  );
}

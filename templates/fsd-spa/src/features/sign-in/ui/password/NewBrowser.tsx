import type { ComponentType } from "react";
import type { Viewer } from "@/entities/user";
import { reasonText } from "@/shared/api";
import { Button } from "@/shared/ui/button";
import { MailOpen } from "@/shared/ui/icons";
import { EMAILED_CODE } from "~/services/rules";
import { useNewBrowser } from "../../model/use-new-browser";
import { EmailedCode } from "../EmailedCode";
import type { StepProps } from "../LoginCard";
import { StepOver } from "../StepOver";

interface NewBrowserProps {
  frame: ComponentType<StepProps>;
  onSignedIn: (viewer: Viewer) => void;
  /** Back to the password, for example when this has taken too long. */
  onBeginAgain: () => void;
}

const title = "Confirm it's you";

/** Where a password leads in a browser that's new to the account, on a page or in a dialog. */
export function NewBrowser({ frame: Frame, onSignedIn, onBeginAgain }: NewBrowserProps) {
  const { step, isPending, isOver, isCodeOver, send, verify } = useNewBrowser(onSignedIn);

  if (isPending) {
    return (
      <p role="status" className="m-auto animate-appear text-muted-foreground">
        One moment…
      </p>
    );
  }
  if (!step || isOver) {
    return (
      <Frame icon={<MailOpen />} title={title}>
        <StepOver text={reasonText("NEW_BROWSER_OVER")}>
          <Button type="button" onClick={onBeginAgain}>
            Sign in again
          </Button>
        </StepOver>
      </Frame>
    );
  }
  return (
    <EmailedCode
      frame={Frame}
      title={title}
      description={
        <>
          You haven't signed in from this browser before, so we sent a {EMAILED_CODE.length}-digit
          code to <strong className="font-medium break-words text-foreground">{step.email}</strong>.
        </>
      }
      length={EMAILED_CODE.length}
      over={isCodeOver ? "CODE_OVER" : null}
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

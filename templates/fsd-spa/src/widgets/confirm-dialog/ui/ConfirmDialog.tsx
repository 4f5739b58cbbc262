import { Dialog, DialogHeader } from "@/shared/ui/dialog";
import { useQuestion } from "../model/use-question";

/**
 * Asks people to confirm that it's them, when a request finds that their sign-in was too long ago.
 * The page behind it stays as it is, and the request then goes on.
 */
export function ConfirmDialog() {
  const { question, settle } = useQuestion();
  if (!question) return null;
  const { ways, Ways } = question;
  return (
    <Dialog
      // A click beside it must not lose what was begun.
      closesOutside={false}
      onClose={() => settle(false)}
    >
      <DialogHeader title="Confirm it's you" description="It's been a while since you signed in." />
      <Ways ways={ways} onConfirmed={() => settle(true)} />
    </Dialog>
  );
}

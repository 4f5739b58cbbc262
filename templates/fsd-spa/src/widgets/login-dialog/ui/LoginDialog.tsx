import { getViewer, setViewer, type Viewer } from "@/entities/user";
import { Dialog } from "@/shared/ui/dialog";
import { useSessionEnded } from "../model/use-session-ended";
import { Steps } from "./Steps";

interface LoginDialogProps {
  /** Somebody wants to sign in without leaving the page. */
  open: boolean;
  onClose: () => void;
}

/**
 * Signing in over the page, which stays as it is, with all that was typed into it. It opens by
 * itself when a request finds that the session has ended; the request then goes on.
 */
export function LoginDialog({ open, onClose }: LoginDialogProps) {
  const { ended, settle } = useSessionEnded();

  function finish(viewer: Viewer) {
    // Somebody else than before must not meet what is on this page.
    const before = getViewer();
    const isOther = before !== null && before.email !== viewer.email;
    setViewer(viewer);
    settle(!isOther);
    onClose();
    if (isOther) location.reload();
  }

  function leave() {
    if (ended) setViewer(null);
    settle(false);
    onClose();
  }

  if (!open && !ended) return null;
  return (
    <Dialog
      title={ended ? "Sign in again" : "Sign in"}
      description={ended ? "Your session has ended. What you typed is still here." : undefined}
      onClose={leave}
    >
      <Steps onSignedIn={finish} />
    </Dialog>
  );
}

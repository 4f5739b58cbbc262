import {
  useEffect,
  useRef,
  useState, // @feature code-recovery
} from "react";
import { useLocation } from "react-router";
import { getViewer, setViewer, type Viewer } from "@/entities/user";
import { Dialog } from "@/shared/ui/dialog";
import { useSessionEnded } from "../model/use-session-ended";
import { Steps } from "./Steps";

interface LoginDialogProps {
  /** Someone wants to sign in without leaving the page. */
  open: boolean;
  onClose: () => void;
}

/**
 * Signing in over the page, which stays as it is, with all that was typed into it. It opens by
 * itself when a request finds that the session has ended; the request then goes on.
 */
export function LoginDialog({ open, onClose }: LoginDialogProps) {
  const { ended, settle } = useSessionEnded();
  // @feature code-recovery
  /** Signed in already. What's left is to create a passkey, or not. */
  const [newcomer, setNewcomer] = useState<Viewer>();
  // @end

  function finish(viewer: Viewer) {
    const before = getViewer();
    setNewcomer(undefined); // @feature code-recovery
    setViewer(viewer);
    settle(before?.email === viewer.email);
    onClose();
  }

  function leave() {
    if (newcomer) return finish(newcomer); // @feature code-recovery
    if (ended) setViewer(null);
    settle(false);
    onClose();
  }
  useLeavingPage(leave);

  if (!open && !ended) return null;
  return (
    <Dialog
      // A click beside it must not lose what was typed.
      closesOutside={!ended}
      onClose={leave}
    >
      <Steps
        ended={ended}
        newcomer={newcomer} // @feature code-recovery
        onWithoutPasskey={setNewcomer} // @feature code-recovery
        onSignedIn={finish}
      />
    </Dialog>
  );
}

/** The dialog belongs to the page that it lies over: a link in it leaves both. */
function useLeavingPage(leave: () => void) {
  const { pathname } = useLocation();
  const last = useRef(pathname);

  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    leave();
  });
}

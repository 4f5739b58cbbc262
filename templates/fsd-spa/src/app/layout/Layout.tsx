import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation, useNavigationType } from "react-router";
import { ConfirmDialog } from "@/widgets/confirm-dialog"; // @feature account
import { Header } from "@/widgets/header";
import { LoginDialog } from "@/widgets/login-dialog";
import { Footer } from "./Footer";
import { mainId, SkipLink } from "./SkipLink";

/** The frame of every page. */
export function Layout({ children }: { children: ReactNode }) {
  const [signingIn, setSigningIn] = useState(false);
  const main = useMainFocus();
  return (
    <>
      <SkipLink />
      <Header onSignIn={() => setSigningIn(true)} />
      <main
        ref={main}
        id={mainId}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-5xl flex-1 flex-col px-4 sm:px-6"
      >
        {children}
      </main>
      <Footer />
      <LoginDialog open={signingIn} onClose={() => setSigningIn(false)} />
      <ConfirmDialog /> {/* @feature account */}
    </>
  );
}

/** A new page begins at its top, for the eyes and for the keyboard. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isBackOrForward = useNavigationType() === "POP";
  const last = useRef(pathname);

  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // The browser goes back to where the page was left.
    if (!isBackOrForward) window.scrollTo(0, 0);
    // A field of the new page that wants the focus has it already.
    if (!main.current?.contains(document.activeElement))
      main.current?.focus({ preventScroll: true });
  }, [pathname, isBackOrForward]);

  return main;
}

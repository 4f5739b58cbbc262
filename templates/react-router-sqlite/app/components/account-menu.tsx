import { useEffect, useRef } from "react";
import { Form, NavLink, useLocation, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { ChevronDown } from "~/components/icons";
import { Avatar, type Viewer } from "~/components/page";

const entry =
  "flex h-10 items-center rounded-md px-2.5 text-sm hover:bg-accent hover:text-accent-foreground focus-visible:outline-2 focus-visible:outline-ring aria-[current=page]:font-medium";

/** Who is signed in, where they can go, and the way out. It opens without JavaScript. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const menu = useMenu();
  const { pathname } = useLocation();
  return (
    // With the page as its key, it's closed again on the next one.
    <details key={pathname} ref={menu} className="group relative text-sm">
      <summary className="flex h-10 cursor-pointer list-none items-center gap-2 rounded-lg px-1.5 font-medium hover:bg-accent focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
        <Avatar of={viewer.email} />
        <span className="sr-only">Account of </span>
        <span className="max-w-56 truncate max-sm:sr-only">{viewer.email}</span>
        <ChevronDown className="size-4 text-muted-foreground transition-transform group-open:rotate-180" />
      </summary>
      <div className="absolute right-0 z-40 mt-2 w-60 rounded-xl border bg-popover p-1.5 text-popover-foreground shadow-card">
        <p className="truncate px-2.5 py-2 text-muted-foreground sm:hidden">{viewer.email}</p>
        <nav aria-label="Account" className="flex flex-col">
          <NavLink to="/dashboard" className={entry}>
            Dashboard
          </NavLink>
          {/* @feature account */}
          <NavLink to="/account" className={entry}>
            Account
          </NavLink>
          {/* @end */}
        </nav>
        <SignOutForm />
      </div>
    </details>
  );
}

/** A form, because only a POST request may end a session. */
function SignOutForm() {
  const pending = useNavigation().formAction === "/sign-out";
  return (
    <Form method="post" action="/sign-out" className="mt-1.5 flex flex-col border-t pt-1.5">
      <SubmitButton
        variant="ghost"
        size="sm"
        className="h-10 justify-start rounded-md px-2.5 font-normal focus-visible:outline-offset-0"
        pending={pending}
        pendingText="Signing you out…"
      >
        Sign out
      </SubmitButton>
    </Form>
  );
}

/** Closes the menu as people expect: with Escape, and by a click or the focus elsewhere. */
function useMenu() {
  const menu = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    function closeOnEscape(event: KeyboardEvent) {
      if (event.key !== "Escape" || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector("summary")?.focus();
    }
    function closeElsewhere({ target }: Event) {
      if (menu.current && !menu.current.contains(target as Node)) menu.current.open = false;
    }
    document.addEventListener("keydown", closeOnEscape);
    document.addEventListener("pointerdown", closeElsewhere);
    document.addEventListener("focusin", closeElsewhere);
    return () => {
      document.removeEventListener("keydown", closeOnEscape);
      document.removeEventListener("pointerdown", closeElsewhere);
      document.removeEventListener("focusin", closeElsewhere);
    };
  }, []);

  return menu;
}

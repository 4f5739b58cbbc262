/** The addresses of the app's pages. */
export const paths = {
  home: "/",
  login: "/login",
  signedIn: "/signed-in", // @feature social
  knowBrowser: "/know-browser",
  secondFactor: "/login/2fa", // @feature two-factor
  dashboard: "/dashboard",
  // @feature password
  newBrowser: "/login/new-browser",
  register: "/register",
  confirmEmail: "/confirm-email",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  // @end
  // @feature account
  account: "/account",
  accountDeleted: "/account-deleted",
  undoEmailChange: "/undo-email-change",
  // @end
} as const;

interface Page {
  /** Who may see it. Everyone else is redirected. */
  for: "everyone" | "strangers" | "members";
}

/** Every page. The server also reads this list: anything else is a 404. */
const pages: Readonly<Record<string, Page>> = {
  [paths.home]: { for: "everyone" },
  [paths.login]: { for: "strangers" },
  [paths.signedIn]: { for: "everyone" }, // @feature social
  [paths.knowBrowser]: { for: "everyone" },
  [paths.secondFactor]: { for: "strangers" }, // @feature two-factor
  [paths.dashboard]: { for: "members" },
  // @feature password
  [paths.newBrowser]: { for: "strangers" },
  [paths.register]: { for: "strangers" },
  // Links in emails lead to these, no matter who is signed in where they are opened.
  [paths.confirmEmail]: { for: "everyone" },
  [paths.forgotPassword]: { for: "everyone" },
  [paths.resetPassword]: { for: "everyone" },
  // @end
  // @feature account
  [paths.account]: { for: "members" },
  [paths.accountDeleted]: { for: "everyone" },
  [paths.undoEmailChange]: { for: "everyone" },
  // @end
};

/** The page at an address, if there is one. A slash at the end makes no difference. */
export function pageAt(pathname: string): Page | undefined {
  const path = pathname.replace(/(?<=.)\/+$/, "");
  return Object.hasOwn(pages, path) ? pages[path] : undefined;
}

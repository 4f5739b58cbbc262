/** The addresses of the app's pages. */
export const paths = {
  home: "/",
  login: "/login",
  dashboard: "/dashboard",
} as const;

interface Page {
  /** Who may see it. Everybody else is sent on. */
  for: "everyone" | "strangers" | "members";
}

/** Every page. The server reads this list, too: it answers anything else with 404. */
const pages: Readonly<Record<string, Page>> = {
  [paths.home]: { for: "everyone" },
  [paths.login]: { for: "strangers" },
  [paths.dashboard]: { for: "members" },
};

/** The page at an address, if there is one. A slash at the end makes no difference. */
export function pageAt(pathname: string): Page | undefined {
  const path = pathname.replace(/(?<=.)\/+$/, "");
  return Object.hasOwn(pages, path) ? pages[path] : undefined;
}

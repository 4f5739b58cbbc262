import { appName } from "~/lib/app-name";

/** The title of the tab. React moves it into the head, wherever in a page it stands. */
export function PageTitle({ children }: { children?: string }) {
  return <title>{children ? `${children} · ${appName}` : appName}</title>;
}

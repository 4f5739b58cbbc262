import { useEffect } from "react";
import { appName } from "../config";

/** The title of the tab. */
export function PageTitle({ children }: { children?: string }) {
  useEffect(() => {
    document.title = children ? `${children} · ${appName}` : appName;
  }, [children]);
  return null;
}

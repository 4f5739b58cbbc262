import { useRouteLoaderData } from "react-router";

export interface Viewer {
  email: string;
}

/** Who is signed in, as the root loader found out; null for a stranger and on its own errors. */
export function useViewer(): Viewer | null {
  return useRouteLoaderData<{ viewer: Viewer | null }>("root")?.viewer ?? null;
}

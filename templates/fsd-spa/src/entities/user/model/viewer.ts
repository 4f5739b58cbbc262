import { useSyncExternalStore } from "react";
import { start } from "@/shared/api";

/** Who is signed in here. */
export interface Viewer {
  email: string;
  name: string;
}

let viewer: Viewer | null = start.viewer;
const listeners = new Set<() => void>();
const otherTabs = new BroadcastChannel("viewer");

otherTabs.onmessage = ({ data }: MessageEvent<Viewer | null>) => keep(data);

// A page out of the browser's memory (the back button) shows who was signed in then.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});

/** Signs the page in or out, in every tab. */
export function setViewer(next: Viewer | null): void {
  keep(next);
  otherTabs.postMessage(next);
}

// @feature account
/** The same person, with another email: the page stays as it is. */
export function setEmail(email: string): void {
  if (!viewer) return;
  show({ ...viewer, email });
  otherTabs.postMessage(viewer);
}

// @end
export function getViewer(): Viewer | null {
  return viewer;
}

/** Calls `listener` after each change, until the returned function is called. */
export function onViewerChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useViewer(): Viewer | null {
  return useSyncExternalStore(onViewerChange, getViewer);
}

function keep(next: Viewer | null): void {
  if (next?.email === viewer?.email && next?.name === viewer?.name) return;
  const isSomeoneElse = next && viewer && next.email !== viewer.email;
  // The page, and what was typed into it, belongs to the previous person.
  if (isSomeoneElse) location.reload();
  show(next);
}

function show(next: Viewer | null): void {
  viewer = next;
  for (const listener of listeners) listener();
}

import { useEffect, useEffectEvent } from "react";
import type { Viewer } from "@/entities/user";

// Someone who signs in with a provider over a page does so in a window of its own, which tells the
// page when it's done.
const CHANNEL = "signed-in-elsewhere";

/** Tells the page below that its visitor has signed in. */
export function announceSignIn(viewer: Viewer): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(viewer);
  channel.close();
}

/** Calls `onSignedIn` once the visitor has signed in in another window. */
export function useSignInElsewhere(onSignedIn: (viewer: Viewer) => void): void {
  const handle = useEffectEvent(onSignedIn);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Viewer>) => handle(data);
    return () => channel.close();
  }, []);
}

import { GET } from "../client";
import type { Me } from "../server";

/** Who is signed in, and since when. */
export function getMe({ signal }: { signal?: AbortSignal } = {}): Promise<Me> {
  return GET("/me", { signal, forMembers: true });
}

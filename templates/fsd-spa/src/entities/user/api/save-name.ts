import { PATCH } from "@/shared/api";

/** Keeps what the person wants to be called. */
export function saveName(name: string): Promise<{ name: string }> {
  return PATCH("/me", { name }, { forMembers: true });
}

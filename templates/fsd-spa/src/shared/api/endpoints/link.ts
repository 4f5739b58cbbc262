import { POST } from "../client";

/** Whether the link that led to a page still works. Asking uses nothing up. */
export async function isLinkAlive(path: string, token: string): Promise<boolean> {
  const { alive } = await POST<{ alive: boolean }>("/link", { path, token });
  return alive;
}

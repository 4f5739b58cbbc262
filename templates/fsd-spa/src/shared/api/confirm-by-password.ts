import { GET, POST } from "./client";
import type { WayToConfirm } from "./server";

/**
 * Confirms that it's them by the password in a request that asks for it anyway, so that no one has
 * to type it twice. Resolves to whether that's possible.
 *
 * @throws ApiError if the password is wrong
 */
export async function confirmByPassword(body: unknown): Promise<boolean> {
  const { currentPassword, password } = (body ?? {}) as Record<string, unknown>;
  const proof = currentPassword ?? password;
  if (typeof proof !== "string") return false;
  const ways = await GET<WayToConfirm[]>("/account/ways-to-confirm");
  if (!ways.includes("password")) return false;
  await POST("/auth/confirm-its-you", { way: "password", proof });
  return true;
}

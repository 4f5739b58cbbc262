import { resetTokens } from "@/shared/auth";
import { POST } from "../client";

/** Ends the session on the server. Here it is over even if that fails. */
export async function logout(): Promise<unknown> {
  try {
    return await POST("/auth/sign-out");
  } finally {
    resetTokens();
  }
}

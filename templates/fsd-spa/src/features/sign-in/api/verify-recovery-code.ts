// @feature two-factor
import { authPost } from "@/shared/api";

export function verifyRecoveryCode(code: string) {
  return authPost("/two-factor/verify-backup-code", { code });
}

import { authPost } from "@/shared/api";

interface AppCode {
  code: string;
  /** Whether this device is not asked again for a while. */
  trustDevice: boolean;
}

export function verifyAppCode(body: AppCode) {
  return authPost("/two-factor/verify-totp", body);
}

export function verifyRecoveryCode(code: string) {
  return authPost("/two-factor/verify-backup-code", { code });
}

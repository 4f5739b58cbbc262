import { authPost, GET } from "@/shared/api";

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

/** Whether this browser has passed the first factor, so that the second one is asked for. */
export async function isSecondFactorDue(): Promise<boolean> {
  const { due } = await GET<{ due: boolean }>("/second-factor-step");
  return due;
}

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

interface SecondFactorStep {
  /** This browser has passed the first factor, so the second one is asked for. */
  due: boolean;
  /** Its attempts are used up, so signing in has to start over. */
  over: boolean;
}

export function getSecondFactorStep() {
  return GET<SecondFactorStep>("/second-factor-step");
}

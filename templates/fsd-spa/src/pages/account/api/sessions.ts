import { authPost } from "@/shared/api";

export function endSession(id: string) {
  return authPost("/account/end-session", { id }, { forMembers: true });
}

export function endOtherSessions() {
  return authPost("/account/end-other-sessions", {}, { forMembers: true });
}

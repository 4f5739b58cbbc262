import { authPost } from "@/shared/api";

export function changeEmail(newEmail: string) {
  return authPost("/email-change/begin", { newEmail }, { forMembers: true });
}

export function confirmNewEmail(code: string) {
  return authPost("/email-change/confirm", { code }, { forMembers: true });
}

export function cancelEmailChange() {
  return authPost("/email-change/cancel", {}, { forMembers: true });
}

export function undoEmailChange(token: string) {
  return authPost("/email-change/undo", { token });
}

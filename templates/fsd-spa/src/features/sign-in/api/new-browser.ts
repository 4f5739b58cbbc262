import { authPost, GET, type NewBrowserStep } from "@/shared/api";

/** What a sign-in from a new browser waits for, or null. */
export const newBrowserStep = {
  queryKey: ["new-browser-step"],
  queryFn: getNewBrowserStep,
  // What comes after, the form itself says.
  staleTime: Number.POSITIVE_INFINITY,
};

function getNewBrowserStep() {
  return GET<NewBrowserStep>("/new-browser-step");
}

export function enterBrowserCode(code: string) {
  return authPost("/new-browser/enter-code", { code });
}

/** Has another code sent, and says when the next one can be. */
export async function sendBrowserCode() {
  await authPost("/new-browser/send-code-again", {});
  return getNewBrowserStep();
}

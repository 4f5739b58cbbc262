import { type AccountSection, callFor } from "~/account/action.server";
import { END_OTHER_SESSIONS, END_SESSION } from "~/services/account/rules";
import { sessionsOf } from "~/services/account/sessions.server";
import type { Session } from "~/services/auth.server";

export const sessionsSection = {
  load: async ({ session }: Session) => ({ sessions: await sessionsOf(session) }),
  actions: { "end-session": endSession, "end-other-sessions": endOtherSessions },
} satisfies AccountSection;

function endSession(request: Request, form: FormData) {
  const call = { path: END_SESSION, body: { id: String(form.get("id")) } };
  return callFor(request, "end-session", call, () => ({ done: "That device is signed out." }));
}

function endOtherSessions(request: Request) {
  const call = { path: END_OTHER_SESSIONS, body: {} };
  return callFor(request, "end-other-sessions", call, () => ({
    done: "All other devices are signed out.",
  }));
}

import { data } from "react-router";
import { z } from "zod";
import type { AccountResult, AccountSection } from "~/account/action.server";
import { auth, type Session } from "~/services/auth.server";
import { isAllowedName, LONGEST_NAME } from "~/services/rules";

export const profileSection = {
  load: ({ user }: Session) => ({ name: user.name, email: user.email }),
  actions: { "save-name": saveName },
} satisfies AccountSection;

const allowedName = z.string().trim().min(1).refine(isAllowedName);

async function saveName(request: Request, form: FormData, { user }: Session) {
  const intent = "save-name";
  const name = allowedName.safeParse(form.get("name"));
  if (!name.success) {
    const error = `Use 1 to ${LONGEST_NAME} characters, on one line.`;
    return data<AccountResult>({ intent, error, field: "name" }, { status: 400 });
  }
  await auth.api.updateUser({ headers: request.headers, body: { name: name.data } });
  // Without JavaScript, the page comes with this response, and was looked up before it.
  user.name = name.data;
  return data<AccountResult>({ intent, done: "Name saved." });
}

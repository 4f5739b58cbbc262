import { type AccountSection, callFor } from "~/account/action.server";
import { passkeysOf } from "~/services/sign-in/passkey/passkeys.server";
import {
  ADD_PASSKEY,
  BEGIN_ADDING_PASSKEY,
  REMOVE_PASSKEY,
  RENAME_PASSKEY,
} from "~/services/sign-in/passkey/rules";
import { passkeyIn } from "./actions.server";

export const passkeySection = {
  load: async ({ user }) => ({
    passkeys: (await passkeysOf(user.id)).map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name: name ?? "Passkey",
      createdAt: createdAt?.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString(),
    })),
  }),
  actions: {
    "add-passkey": add,
    "rename-passkey": rename,
    "remove-passkey": remove,
  },
} satisfies AccountSection;

function add(request: Request, form: FormData) {
  const response = passkeyIn(form);
  if (!response) return askBeforeAdding(request);
  const call = { path: ADD_PASSKEY, body: { response } };
  return callFor(request, "add-passkey", call, ({ name }: { name: string }) => ({
    done: `“${name}” has been added. You can sign in with it from now on.`,
  }));
}

/** The device isn't asked for a passkey before people have confirmed that it's them. */
function askBeforeAdding(request: Request) {
  const call = { path: BEGIN_ADDING_PASSKEY, body: {} };
  return callFor(request, "add-passkey", call, () => ({
    done: "Thanks for confirming. You can add the passkey now.",
  }));
}

async function rename(request: Request, form: FormData) {
  const id = String(form.get("id"));
  const name = String(form.get("name") ?? "").trim();
  const call = { path: RENAME_PASSKEY, body: { id, name } };
  const result = await callFor(request, "rename-passkey", call, () => ({
    done: "Passkey renamed.",
  }));
  return { ...result, data: { ...result.data, id } };
}

async function remove(request: Request, form: FormData) {
  const id = String(form.get("id"));
  const call = { path: REMOVE_PASSKEY, body: { id } };
  const result = await callFor(request, "remove-passkey", call, () => ({
    done: "The passkey has been removed, and you've been signed out everywhere else.",
  }));
  return { ...result, data: { ...result.data, id } };
}

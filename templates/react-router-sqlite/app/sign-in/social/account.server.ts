import { redirect } from "react-router";
import { type AccountSection, afterRecentSignIn, callFor } from "~/account/action.server";
import { connectionsOf } from "~/services/sign-in/social/connections.server";
import { providerButtons } from "~/services/sign-in/social/providers.server";
import { DISCONNECT } from "~/services/sign-in/social/rules";

export const socialSection = {
  async load({ user }) {
    const connected = await connectionsOf(user.id);
    return {
      connections: providerButtons.map((provider) => ({
        ...provider,
        isConnected: connected.includes(provider.id),
      })),
    };
  },
  actions: { connect: afterRecentSignIn(connect), disconnect },
} satisfies AccountSection;

/** The browser sends the form once more, to where it leads to the provider. */
async function connect() {
  return redirect("/account/connect", 307);
}

function disconnect(request: Request, form: FormData) {
  const call = { path: DISCONNECT, body: { provider: String(form.get("provider")) } };
  return callFor(request, "disconnect", call, () => ({
    done: "Disconnected, and you've been signed out everywhere else.",
  }));
}

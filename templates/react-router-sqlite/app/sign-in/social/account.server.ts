import { type AccountSection, callFor } from "~/account/action.server";
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
  actions: { disconnect },
} satisfies AccountSection;

function disconnect(request: Request, form: FormData) {
  const call = { path: DISCONNECT, body: { provider: String(form.get("provider")) } };
  return callFor(request, "disconnect", call, () => ({ done: "Disconnected." }));
}

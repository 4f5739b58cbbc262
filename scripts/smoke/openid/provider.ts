import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { errors } from "oidc-provider";

/** Who someone is at the provider. Tests change it, as people do. */
export interface Profile {
  email: string;
  email_verified: boolean;
  name: string;
}

/** Someone who types this name gets the provider's `server_error`. */
export const outOfOrder = "out-of-order";

export const client = { id: "the-app", secret: "a-secret-that-the-provider-has-given-to-the-app" };

/**
 * An independent OpenID provider, on a different site from the app. Anyone can sign in there: the
 * name that they type is who they are.
 *
 * @param callbacks where it may send people back to
 */
export async function startProvider(callbacks: string[]) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // The app is at localhost, so browsers see two sites.
  const issuer = `http://127.0.0.1:${port}`;

  const profiles = new Map<string, Profile>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: callbacks }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount(_, id) {
      if (id === outOfOrder) throw new errors.CustomOIDCProviderError("server_error", "Sorry");
      const claims = () => {
        const profile = profiles.get(id);
        if (!profile) throw new Error("The profile is broken.");
        return { sub: id, ...profile };
      };
      return { accountId: id, claims };
    },
    cookies: { keys: ["only-for-this-test"] },
    // Plain http on loopback.
    clientBasedCORS: () => false,
  });
  server.on("request", provider.callback());

  return {
    issuer,
    profiles,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type OpenIdServer = Awaited<ReturnType<typeof startProvider>>;

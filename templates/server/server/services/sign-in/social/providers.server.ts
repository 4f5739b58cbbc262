import type { OAuthProvider } from "@better-auth/core/oauth2";
import { socialProviders } from "better-auth/social-providers";
import { keyNames } from "~/env/social";
import { env, isProduction } from "~/env.server";
import { note } from "~/services/report.server";
import { isAllowedName } from "~/services/rules";
import { type Provider, type ProviderId, providers } from "./rules";
import { standIn } from "./stand-in.server";

/**
 * The providers that people can sign in with: those with keys. In development, the app stands in
 * for the others, so everything works before you have registered it anywhere.
 */
export const usableProviders: OAuthProvider[] = (Object.keys(providers) as ProviderId[])
  .flatMap((id) => real(id) ?? (isProduction ? [] : standIn({ id, name: providers[id] })))
  .map(withOwnProfile);

/** For the buttons. */
export const providerButtons: Provider[] = usableProviders.map(({ id, name }) => ({ id, name }));

/** A provider as better-auth knows it. For its further options, see better-auth's documentation. */
function real(id: ProviderId) {
  const { clientId, clientSecret } = keyNames(id);
  if (env[clientId] && env[clientSecret]) {
    const keys = { clientId: env[clientId], clientSecret: env[clientSecret] };
    return socialProviders[id](keys);
  }
  if (env[clientId] || env[clientSecret]) {
    const missing = env[clientId] ? clientSecret : clientId;
    throw new Error(`The app can't start: ${missing} is missing. The two keys go together.`);
  }
  if (isProduction) note(`${clientId} isn't set, so no one can sign in with ${providers[id]}.`);
  return undefined;
}

/**
 * A name from elsewhere can be anything, and must not keep someone from signing in. Pictures stay
 * where they are: showing one would tell the provider who looks at which page. And anyone can enter
 * any address at a provider, so one that isn't confirmed there isn't looked up here: the refusal
 * would tell whether it has an account.
 */
function withOwnProfile(provider: OAuthProvider): OAuthProvider {
  return {
    ...provider,
    async getUserInfo(tokens) {
      const found = await provider.getUserInfo(tokens);
      if (!found) return null;
      const { name = "", image: _, ...user } = found.user;
      const email = user.email && !user.emailVerified ? "unconfirmed" : user.email;
      return { ...found, user: { ...user, email, name: isAllowedName(name) ? name : "" } };
    },
  };
}

/** The providers, in the order of their buttons: better-auth's name for each, and its own. */
export const providers = {
  github: "GitHub", // @feature github
  google: "Google", // @feature google
};

export type ProviderId = keyof typeof providers;

/** A provider as pages show it. */
export interface Provider {
  id: string;
  name: string;
}

export const SIGN_IN_WITH = "/sign-in/social";
export const CONNECT = "/link-social";
export const DISCONNECT = "/disconnect";

/** Where providers send people back to. Type it in where a provider asks for a callback address. */
export const CALLBACK = "/callback";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const socialLimits = {
  [SIGN_IN_WITH]: { window: 60, max: 20 },
  [`${CALLBACK}/*`]: { window: 60, max: 20 },
  [CONNECT]: { window: 60, max: 10 },
  [DISCONNECT]: { window: 60, max: 10 },
};

/** The endpoints of better-auth, and our own, that are open. */
export const socialEndpoints = [
  SIGN_IN_WITH,
  CONNECT,
  DISCONNECT,
  ...Object.keys(providers).map((id) => `${CALLBACK}/${id}`),
];

/** A protection against attackers, and how to remove it from the app. */
export interface Measure {
  name: string;
  /** The OWASP ASVS 5.0 requirement that it meets. */
  row: string;
  /** Relative to the app; `server/` stands for the server folder of either app. */
  file: string;
  /** Occurs in the file exactly once. */
  take: string;
  /** Its replacement; nothing, if omitted. */
  leave?: string;
  /** The files of `test/` that cover it, the likeliest first. */
  tests: readonly string[];
}

const auth = "server/services/auth.server.ts";
const emailCode = "server/services/sign-in/email-code/email-code.server.ts";
const password = "server/services/sign-in/password/password.server.ts";
const confirm = "server/services/confirm-its-you/confirm-its-you.server.ts";
const confirmWays = "server/services/confirm-its-you/ways.server.ts";
const emailedCodes = "server/services/hardening/emailed-codes.server.ts";
const twoFactor = "server/services/two-factor/two-factor.server.ts";
const app = "server/http/app.ts";
const headers = "server/http/headers.ts";
const cookies = "server/services/hardening/cookies.ts";
const env = "server/env.server.ts";

export const measures: readonly Measure[] = [
  {
    name: "bodies have the expected shape",
    row: "ASVS 16.5.3",
    file: auth,
    take: "    requests.wellFormedBodies,\n",
    tests: ["server"],
  },
  {
    name: "endpoints that the app doesn't use are closed",
    row: "ASVS 13.4.5",
    file: auth,
    take: "    requests.onlyUsedEndpoints(features.endpoints),\n",
    tests: ["auth"],
  },
  {
    name: "what is stored about people has limits",
    row: "ASVS 2.2.1",
    file: auth,
    take: "    stored.userFields,\n",
    tests: ["auth", "codes"],
  },
  {
    name: "changing the second factor requires a recent sign-in",
    row: "ASVS 7.5.1",
    file: twoFactor,
    take: "    before(changes, onlyAfterRecentSignIn),\n",
    tests: ["two-factor"],
  },
  {
    name: "changing the password requires a recent sign-in",
    row: "ASVS 7.5.1",
    file: password,
    take: "    before(CHANGE_PASSWORD, onlyAfterRecentSignIn),\n",
    tests: ["confirm-its-you"],
  },
  {
    name: "with a second factor, nothing weaker confirms that it's you",
    row: "ASVS 7.5.1",
    file: confirmWays,
    take: "  if (user.twoFactorEnabled) return found.filter((name) => ways[name].isStrong);\n",
    tests: ["confirm-its-you"],
  },
  {
    name: "only the ways that a person has confirm that it's them",
    row: "ASVS 7.5.1",
    file: confirm,
    take: "    if (!(await waysToConfirm(current.user)).includes(ctx.body.way)) throw notThisWay();\n",
    tests: ["confirm-its-you"],
  },
  {
    name: "guesses at confirming are counted",
    row: "ASVS 6.3.1",
    file: confirmWays,
    take: "  await spendGuess(guess, ctx);\n",
    tests: ["confirm-its-you"],
  },
  {
    name: "an emailed code has three attempts",
    row: "ASVS 6.6.3",
    file: emailedCodes,
    take: "    if (wrong >= EMAILED_CODE.attempts) throw isOver();\n",
    tests: ["confirm-its-you"],
  },
  {
    name: "a pause between two codes",
    row: "ASVS 6.3.1",
    file: emailCode,
    take: "    before(SEND_CODE, pauseBetweenCodes),\n",
    tests: ["codes", "attacks-on-codes", "sign-in"],
  },
  {
    name: "a code works only in the browser that requested it",
    row: "ASVS 6.6.2",
    file: emailCode,
    take: "    before(SIGN_IN_WITH_CODE, sameBrowser),\n",
    tests: ["attacks-on-codes"],
  },
  {
    name: "guesses at codes are counted for the address",
    row: "ASVS 6.6.3",
    file: emailCode,
    take: "    before(SIGN_IN_WITH_CODE, (ctx) => spendGuess(guessOf(ctx.body?.email), ctx)),\n",
    tests: ["limits", "attacks-on-codes"],
  },
  {
    name: "another browser's code is named and costs no guess",
    row: "ASVS 6.6.3",
    file: emailCode,
    take: "    before(SIGN_IN_WITH_CODE, noCodeOfAnotherBrowser),\n",
    tests: ["attacks-on-codes"],
  },
  {
    name: "guesses at passwords are counted for the address",
    row: "ASVS 6.3.1",
    file: password,
    take: "    before(SIGN_IN_WITH_PASSWORD, (ctx) => spendGuess(passwordGuessOf(ctx.body?.email), ctx)),\n",
    tests: ["limits", "passwords"],
  },
  {
    name: "weak and stolen passwords are refused",
    row: "ASVS 6.2.4",
    file: password,
    take: "    before(takesNewPassword, onlyStrongPasswords),\n",
    tests: ["passwords"],
  },
  {
    name: "a short password is never the only factor",
    row: "ASVS 6.2.1",
    file: password,
    take: "    noShortPasswordAlone, // @feature two-factor\n",
    tests: ["two-factor-and-password"],
  },
  {
    name: "a stolen session is no help in guessing the password",
    row: "ASVS 6.3.1",
    file: password,
    take: "    before(asksForPassword, countCurrentPassword),\n",
    tests: ["passwords"],
  },
  {
    name: "one session for each browser",
    row: "ASVS 7.2.4",
    file: auth,
    take: "    requests.oneSessionPerBrowser,\n",
    tests: ["sessions"],
  },
  {
    name: "guesses at the second factor are counted",
    row: "ASVS 6.6.3",
    file: twoFactor,
    take: "    before(verifications, countSecondFactor),\n",
    tests: ["limits", "two-factor"],
  },
  {
    name: "an authenticator code works once",
    row: "ASVS 6.5.1",
    file: twoFactor,
    take: "    before(VERIFY_APP_CODE, appCodeOnce),\n",
    tests: ["two-factor"],
  },
  {
    name: "every sign-in method requires the second factor",
    row: "ASVS 6.3.4",
    file: twoFactor,
    take: "beginsSession ? { ...context, path: WITH_PASSWORD } : context",
    leave: "context",
    tests: ["two-factor"],
  },
  {
    name: "the owner hears of a changed second factor",
    row: "ASVS 6.3.7",
    file: twoFactor,
    take: "    after([...notices.keys()], tellOwner),\n",
    tests: ["two-factor"],
  },
  {
    name: "known browsers have their own guesses",
    row: "ASVS 6.3.1",
    file: auth,
    take: "    knownBrowsers,\n",
    tests: ["limits"],
  },
  {
    name: "a session ends after 30 days",
    row: "ASVS 7.3.2",
    file: auth,
    take: "    stored.longestSession,\n",
    tests: ["sessions"],
  },
  {
    name: "the token is only in its cookie",
    row: "ASVS 3.3.4",
    file: auth,
    take: "    requests.tokenOnlyInCookie,\n",
    tests: ["sessions", "auth"],
  },
  {
    name: "signing out takes effect immediately",
    row: "ASVS 7.4.1",
    file: auth,
    take: "cookieCache: { enabled: false }",
    leave: "cookieCache: { enabled: true }",
    tests: ["sessions"],
  },
  {
    name: "a new password ends the other sessions",
    row: "ASVS 7.4.3",
    file: password,
    take: "    revokeSessionsOnPasswordReset: true,\n",
    tests: ["passwords", "attacks-on-passwords"],
  },
  {
    name: "the database holds keyed hashes of codes",
    row: "ASVS 6.5.2",
    file: emailCode,
    take: "  storeOTP: { hash: hashCode },\n",
    tests: ["attacks-on-codes"],
  },
  {
    name: "the database holds no address that waits for a code",
    row: "ASVS 14.2.4",
    file: auth,
    take: "default: { hash: stored.hashIdentifier }",
    leave: 'default: "plain"',
    tests: ["attacks-on-codes", "passwords"],
  },
  {
    name: "a code allows three attempts",
    row: "ASVS 6.6.3",
    file: emailCode,
    take: "allowedAttempts: TRIES_PER_CODE",
    leave: "allowedAttempts: 30",
    tests: ["sign-in", "attacks-on-codes"],
  },
  {
    name: "limits are counted in the database",
    row: "ASVS 6.3.1",
    file: auth,
    take: '    storage: "database",\n',
    tests: ["codes", "limits"],
  },
  {
    name: "requests are limited for each client",
    row: "ASVS 6.3.1",
    file: auth,
    take: "    customRules: { ...features.limits, ...knowBrowserLimits },\n",
    tests: ["limits"],
  },
  {
    name: "the client can't choose its own address",
    row: "ASVS 6.3.1",
    file: auth,
    take: '    ipAddress: { ipAddressHeaders: ["x-client-ip"] },\n',
    tests: ["codes", "origins", "production"],
  },
  {
    name: "response times don't reveal who has an account",
    row: "ASVS 6.3.8",
    file: auth,
    take: "    backgroundTasks: { handler: runInBackground },\n",
    tests: ["auth"],
  },
  {
    name: "headers that browsers obey",
    row: "ASVS 3.4.3",
    file: app,
    take: "app.use(headers);\n",
    tests: ["server"],
  },
  {
    name: "malformed requests are refused",
    row: "ASVS 16.5.3",
    file: app,
    take: "app.use(wellFormedRequest);\n",
    tests: ["server"],
  },
  {
    name: "the app's address never comes from the Host header",
    row: "ASVS 4.1.3",
    file: app,
    take: "app.use(ownRequest);\n",
    tests: ["production"],
  },
  {
    name: "only the app's own pages can change anything",
    row: "ASVS 3.5.1",
    file: app,
    take: "app.use(sameOrigin);\n",
    tests: ["access"],
  },
  {
    name: "bodies have a maximum size",
    row: "ASVS 5.2.1",
    file: app,
    take: "app.use(largestBody);\n",
    tests: ["server"],
  },
  {
    name: "nothing private is cached on the way",
    row: "ASVS 14.3.2",
    file: app,
    take: "app.use(noStore);\n",
    tests: ["access"],
  },
  {
    name: "a cookie is valid only under its own name",
    row: "ASVS 7.2.1",
    file: app,
    take: "app.use(sealedCookies(cookies(env).cookiePrefix, env.BETTER_AUTH_SECRET));\n",
    tests: ["sessions"],
  },
  {
    name: "no mailbox in production",
    row: "ASVS 13.4.5",
    file: app,
    take: "if (!isProduction) app.route",
    leave: "app.route",
    tests: ["production"],
  },
  {
    name: "no scripts without a nonce",
    row: "ASVS 3.4.3",
    file: headers,
    take: "    scriptSrc: [\"'self'\", NONCE],\n",
    leave: "    scriptSrc: [\"'self'\", \"'unsafe-inline'\"],\n",
    tests: ["server"],
  },
  {
    name: "no framing",
    row: "ASVS 3.4.6",
    file: headers,
    take: "    frameAncestors: [\"'none'\"],\n",
    tests: ["server"],
  },
  {
    name: "HTTPS only, for a year",
    row: "ASVS 3.4.1",
    file: headers,
    take: 'https ? "max-age=31536000; includeSubDomains" : false',
    leave: "false",
    tests: ["production"],
  },
  {
    name: "cookies of this host only",
    row: "ASVS 3.3.3",
    file: cookies,
    take: 'secure ? "__Host-auth" : ',
    tests: ["production"],
  },
  {
    name: "scripts don't see the cookies",
    row: "ASVS 3.3.4",
    file: cookies,
    take: "httpOnly: true",
    leave: "httpOnly: false",
    tests: ["sessions", "production"],
  },
  {
    name: "cookies aren't sent from other sites",
    row: "ASVS 3.3.2",
    file: cookies,
    take: 'sameSite: "lax"',
    leave: 'sameSite: "none"',
    tests: ["sessions", "production"],
  },
  {
    name: "no short secret",
    row: "ASVS 13.3.1",
    file: env,
    take: ".min(32, ",
    leave: ".min(1, ",
    tests: ["production"],
  },
  {
    name: "no example secret",
    row: "ASVS 13.3.1",
    file: env,
    take: "secret !== exampleSecret",
    leave: 'secret !== ""',
    tests: ["production"],
  },
  {
    name: "no unsafe address",
    row: "ASVS 12.2.1",
    file: env,
    take: '    .refine(isSafeOrigin, "has to begin with https:// (http:// is for localhost only)."),\n',
    leave: "    ,\n",
    tests: ["production"],
  },
];

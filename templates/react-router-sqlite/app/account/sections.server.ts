import type { AccountActions } from "~/account/action.server";
import { activitySection } from "~/account/activity/activity.server";
import { emailSection } from "~/account/email/email.server";
import { profileSection } from "~/account/profile/profile.server";
import { sessionsSection } from "~/account/sessions/sessions.server";
import { yourDataSection } from "~/account/your-data/your-data.server";
import type { Session } from "~/services/auth.server";
import { passkeySection } from "~/sign-in/passkey/account.server"; // @feature passkey
import { passwordSection } from "~/sign-in/password/account.server"; // @feature password
import { socialSection } from "~/sign-in/social/account.server"; // @feature social
import { twoFactorSection } from "~/two-factor/account.server"; // @feature two-factor

/** What each section of the account page loads, and what its forms do. */
const sections = {
  profile: profileSection,
  email: emailSection,
  password: passwordSection, // @feature password
  passkey: passkeySection, // @feature passkey
  social: socialSection, // @feature social
  twoFactor: twoFactorSection, // @feature two-factor
  sessions: sessionsSection,
  activity: activitySection,
  yourData: yourDataSection,
};

type Sections = typeof sections;
type Loaded = { [Name in keyof Sections]: Awaited<ReturnType<Sections[Name]["load"]>> };

/** What the sections show, by their names. */
export async function loadSections(current: Session) {
  const loaded = Object.entries(sections).map(async ([name, { load }]) => [
    name,
    await load(current),
  ]);
  return Object.fromEntries(await Promise.all(loaded)) as Loaded;
}

/** What the forms of all sections do, by their intent. */
export const accountActions: AccountActions = Object.assign(
  {},
  ...Object.values(sections).map(({ actions }) => actions),
);

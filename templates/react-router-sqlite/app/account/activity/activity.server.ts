import type { AccountSection } from "~/account/action.server";
import { activityOf } from "~/services/account/activity.server";
import { ACTIVITY_KEPT_IN_DAYS } from "~/services/account/rules";
import type { Session } from "~/services/auth.server";

export const activitySection = {
  load: async ({ user }: Session) => ({
    activity: await activityOf(user.id),
    days: ACTIVITY_KEPT_IN_DAYS,
  }),
  actions: {},
} satisfies AccountSection;

import { type Account, type Activity, GET, type Sessions } from "@/shared/api";

interface Wanted {
  signal: AbortSignal;
}

/** Whose account it is, and what protects it. */
export function getAccount({ signal }: Wanted): Promise<Account> {
  return GET("/account", { signal, forMembers: true });
}

/** Where the person is signed in, this session first. */
export function getSessions({ signal }: Wanted): Promise<Sessions> {
  return GET("/account/sessions", { signal, forMembers: true });
}

/** What has happened at the account lately. */
export function getActivity({ signal }: Wanted): Promise<Activity> {
  return GET("/account/activity", { signal, forMembers: true });
}

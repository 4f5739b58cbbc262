import { storage } from "./storage";

/** The header, both ways, that ties the steps of a sign-in together. Only the server can read it. */
export const SIGN_IN_STATE = "Sign-In-State";

const KEY = "sign-in-state";

export function readSignInState(): string | null {
  return storage.getItem(KEY);
}

/** Outlives the tab, because it also says that this device is trusted. */
export function keepSignInState(state: string): void {
  storage.setItem(KEY, state);
}

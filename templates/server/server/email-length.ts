/** More than any mail server takes. Without a limit, an address could be as long as a request. */
export const LONGEST_EMAIL = 254;

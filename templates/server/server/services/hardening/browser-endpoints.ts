export const KNOW_BROWSER = "/know-browser";

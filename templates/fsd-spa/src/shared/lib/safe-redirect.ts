// Where a link may lead after signing in is one rule, in the browser and on the server.
export { safeRedirect } from "~/safe-redirect";

import { z } from "zod";
import { isLoopback } from "./addresses.ts";

/** What a session by tokens needs from the environment. */
export const sessionVariables = {
  CLIENT_ORIGINS: z
    .string()
    .default("")
    .transform((list, context) => {
      const entries = list.split(",").map((entry) => entry.trim());
      const origins = entries.filter(Boolean);
      for (const origin of origins.filter((entry) => !isOrigin(entry))) {
        context.addIssue(
          `contains "${origin}", which isn't an origin such as https://app.example.com or capacitor://localhost (http:// is for localhost only).`,
        );
      }
      return origins;
    }),
};

// Anyone's page can have the origin of a file, or of something created in the browser.
const schemesOfAnyone = ["file", "data", "blob", "about"];

/** As a browser writes it: in lower case, without a path, without the port that is usual. */
function isOrigin(text: string) {
  const [, scheme = "", host = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/.exec(text) ?? [];
  if (scheme === "https") return new URL(text).origin === text;
  if (scheme === "http") return new URL(text).origin === text && isLoopback(host);
  return scheme !== "" && !schemesOfAnyone.includes(scheme);
}

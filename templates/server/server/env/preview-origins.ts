import { z } from "zod";

// The star stands in the first part of a name, and two parts follow at least: not https://*.com.
const pattern = /^https:\/\/[a-z0-9-]*\*[a-z0-9-]*(\.[a-z0-9-]+){2,}$/;

/** A list of origins, in which one `*` stands for the part of a name that varies. */
export const previewOrigins = z
  .string()
  .default("")
  .transform((list, context) => {
    const entries = list.split(",").map((entry) => entry.trim());
    const origins = entries.filter(Boolean);
    for (const entry of origins.filter((one) => !isOrigin(one) && !pattern.test(one))) {
      context.addIssue(
        `has "${entry}". Write the whole address, https://staging.example.com, or one * in the ` +
          "first part of a name that is yours: https://my-app-*-my-team.vercel.app.",
      );
    }
    return origins;
  });

/** The origin of a host, if it is one of these. */
export function previewAt(host: string, origins: string[]) {
  if (!URL.canParse(`https://${host}`)) return undefined;
  const { origin, href } = new URL(`https://${host}`);
  // Anything more than a host, such as user@host, is none.
  if (href !== `${origin}/`) return undefined;
  return origins.some((entry) => matches(origin, entry)) ? origin : undefined;
}

/** The star stands for letters, digits and hyphens, and never for a dot. */
function matches(origin: string, entry: string) {
  const [before = "", after] = entry.split("*");
  if (after === undefined) return origin === entry;
  const varying = origin.slice(before.length, origin.length - after.length);
  return origin.startsWith(before) && origin.endsWith(after) && /^[a-z0-9-]+$/.test(varying);
}

function isOrigin(text: string) {
  return (
    text.startsWith("https:") &&
    URL.canParse(text) &&
    new URL(text).origin === text &&
    !text.includes("*")
  );
}

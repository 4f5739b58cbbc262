import { name } from "../../package.json";

/** The name that people see. Write your product's own here once it has one. */
export const appName = readable(name);

function readable(packageName: string): string {
  const words = packageName
    .replace(/^@[^/]*\//, "")
    .replaceAll(/[-_.]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

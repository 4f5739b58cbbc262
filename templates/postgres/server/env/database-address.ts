import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { root } from "./root.ts";

const certificates = /([?&]ssl(?:rootcert|cert|key)=)([^&]+)/g;

/**
 * What is wrong with DATABASE_URL, or nothing. The app and its tools all ask here, so that they
 * agree.
 */
export function problemWithDatabaseUrl(url: string) {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    return "has to begin with postgres://, for example postgres://user:password@host:5432/name.";
  }
  // With a base, because the address of a socket has no host: postgres:///name?host=/run/postgresql
  if (!URL.canParse(url, "postgres://base")) {
    return "is no address. In the name and the password, write # as %23, / as %2F, ? as %3F and @ as %40.";
  }
  const missing = filesOf(url).find((file) => !existsSync(file));
  if (missing) return `names a certificate that isn't there: ${missing}`;
  return undefined;
}

/** The address with its certificates, which may be relative to the app, as absolute paths. */
export function withAbsolutePaths(url: string) {
  return url.replace(certificates, (_, name, path) => name + encodeURIComponent(pathOf(path)));
}

function filesOf(url: string) {
  return [...url.matchAll(certificates)].map(([, , path = ""]) => pathOf(path));
}

function pathOf(parameter: string) {
  return resolve(root, decodeURIComponent(parameter));
}

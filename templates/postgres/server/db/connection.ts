import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { resolve } from "node:path";
import { loadEnv, root } from "../env/root.ts";

loadEnv();

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
    return "isn't a valid address. In the name and the password, write # as %23, / as %2F, ? as %3F, and @ as %40.";
  }
  const missing = filesOf(url).find((file) => !existsSync(file));
  if (missing) return `names a certificate file that doesn't exist: ${missing}`;
  return undefined;
}

/** The address with its certificates, which may be relative to the app, as absolute paths. */
function withAbsolutePaths(url: string) {
  return url.replace(certificates, (_, name, path) => name + encodeURIComponent(pathOf(path)));
}

function filesOf(url: string) {
  return [...url.matchAll(certificates)].map(([, , path = ""]) => pathOf(path));
}

function pathOf(parameter: string) {
  return resolve(root, decodeURIComponent(parameter));
}

/**
 * Where the database is. Without DATABASE_URL, this starts the embedded one if need be. Throws what
 * the app would say if it can't use DATABASE_URL.
 */
export function databaseUrl() {
  const url = process.env.DATABASE_URL;
  if (url) {
    const problem = problemWithDatabaseUrl(url);
    if (problem) throw new Error(`DATABASE_URL ${problem}`);
    return withAbsolutePaths(url);
  }
  // A script of yours sets nothing. What a container sets, also to nothing, is meant for production.
  if (!["development", "test"].includes(process.env.NODE_ENV ?? "development")) {
    throw new Error("DATABASE_URL is missing: the embedded database is for development only.");
  }
  return embeddedDatabaseUrl();
}

/** Which database it is, for drizzle-kit. */
export const kit = {
  dialect: "postgresql",
  dbCredentials: {
    // Read by the commands that connect, so that `generate` starts no database.
    get url() {
      return databaseUrl();
    },
  },
} as const;

// It starts the server in a process of its own, or finds the one that another command has started.
const start = ["--disable-warning=ExperimentalWarning", "scripts/embedded-postgres/start.ts"];

let url: string | undefined;

/**
 * The address of the embedded PostgreSQL, which runs as long as a process is connected. So
 * this process stays connected, by a connection that does nothing and does not keep it running.
 */
function embeddedDatabaseUrl() {
  if (url) return url;
  const printed = execFileSync(process.execPath, start, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = Number(printed);
  const connection = connect(port, "127.0.0.1").unref();
  // Should the server be gone, the next one who asks starts it again.
  connection
    .on("error", () => {})
    .on("close", () => {
      url = undefined;
    });
  url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return url;
}

const unknownAuthority =
  "The PostgreSQL server's certificate is signed by an unknown authority. Get the authority's certificate from your provider, and add sslmode=verify-full&sslrootcert=path/to/ca.pem to DATABASE_URL.";

/** What to do about the errors that a wrong DATABASE_URL leads to, by their code. */
const remedies: Record<string, string> = {
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The PostgreSQL server's certificate is for another host. Use that host in DATABASE_URL.",
  CERT_HAS_EXPIRED: "The PostgreSQL server's certificate has expired. Renew it.",
  ECONNREFUSED:
    "No PostgreSQL server responds at the address in DATABASE_URL. Check its host and port.",
  ENOTFOUND: "The host in DATABASE_URL can't be found. Check its name.",
  "28P01": "The PostgreSQL server refuses the user or the password in DATABASE_URL.",
  "28000": "The PostgreSQL server refuses this connection: check user and sslmode in DATABASE_URL.",
  "3D000": "The PostgreSQL server has no database with the name in DATABASE_URL.",
};

/** Puts what to do at the beginning of an error, if that is known. */
export function explainConnection(error: Error & { code?: string }) {
  const remedy = remedies[error.code ?? ""];
  if (!remedy) return error;
  return new Error(`${remedy} (${error.message || error.code})`, { cause: error });
}

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
  return undefined;
}

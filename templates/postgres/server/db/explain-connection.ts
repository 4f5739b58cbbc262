const unknownAuthority =
  "The certificate of the PostgreSQL server is signed by an authority that isn't known here. Get the authority's certificate from your provider, and add sslmode=verify-full&sslrootcert=path/to/ca.pem to DATABASE_URL.";

/** What to do about the errors that a wrong DATABASE_URL leads to, by their code. */
const remedies: Record<string, string> = {
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The certificate of the PostgreSQL server is for another host. Write that host in DATABASE_URL.",
  CERT_HAS_EXPIRED: "The certificate of the PostgreSQL server has expired. Renew it.",
  ECONNREFUSED:
    "No PostgreSQL server answers at the address in DATABASE_URL. Check its host and port.",
  ENOTFOUND: "The host in DATABASE_URL isn't known. Check its name.",
  "28P01": "The PostgreSQL server refuses the user or the password in DATABASE_URL.",
  "28000": "The PostgreSQL server refuses this connection: check user and sslmode in DATABASE_URL.",
  "3D000": "The PostgreSQL server has no database with the name in DATABASE_URL.",
};

/** An error that begins with what to do, for those of which that is known. */
export function explainConnection(error: Error & { code?: string }) {
  const remedy = remedies[error.code ?? ""];
  if (!remedy) return error;
  return new Error(`${remedy} (${error.message || error.code})`, { cause: error });
}

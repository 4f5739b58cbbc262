// Written by `auth:generate`: users, sessions and what else sign-in needs.
export * from "./auth.ts";

// Your own tables go here, or into files beside this one. Then run `db:generate` and `db:migrate`.

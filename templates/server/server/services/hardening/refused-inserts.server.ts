import type { DBAdapter } from "@better-auth/core/db/adapter";
import type { BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";

type MakeAdapter = (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>;

/**
 * Between a look-up and what is written after it, another request can delete the account or create
 * the same one. The database refuses to write then. That is no mistake of the server: it is said as
 * a refusal.
 */
export function refusedInserts(makeAdapter: MakeAdapter): MakeAdapter {
  return (options) => {
    const adapter = makeAdapter(options);
    const { create } = adapter;
    adapter.create = async (row) => {
      try {
        return await create(row);
      } catch (error) {
        if (await isOvertaken(adapter, row)) throw accountChanged();
        throw error;
      }
    };
    return adapter;
  };
}

async function isOvertaken(
  adapter: DBAdapter<BetterAuthOptions>,
  { model, data }: { model: string; data: Record<string, unknown> },
) {
  const userBy = (field: string, value: unknown) =>
    adapter.findOne({ model: "user", where: [{ field, value: String(value) }] });
  if (model === "session") return !(await userBy("id", data["userId"]));
  if (model === "user") return Boolean(await userBy("email", data["email"]));
  return false;
}

export function accountChanged() {
  return new APIError("UNAUTHORIZED", {
    code: "ACCOUNT_CHANGED",
    message: "The account has changed meanwhile",
  });
}

import { exitCodes, UserError } from "../errors.ts";
import type { RemoteTemplate } from "./remote-template.ts";

/** The template is there, but no project can be made of it. Nothing was written. */
export function templateRefused({ text }: RemoteTemplate, reason: string): UserError {
  return new UserError(`${text} cannot be taken: ${reason}.`, {
    code: "remote-template-refused",
    hint: "Nothing was written.",
    exitCode: exitCodes.failed,
  });
}

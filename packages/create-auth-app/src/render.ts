import { loadTemplates } from "./engine/packed.ts";
import { render as renderFiles } from "./engine/render.ts";

/**
 * Renders a project: `import { render } from "create-auth-app/render"`.
 *
 * This contract is frozen, because later versions call it to learn what a project looked like when
 * this version created it. Name, parameter, and result stay as they are forever.
 *
 * @param answers what `.create-auth-app.json` has as `answers`, in the words of this version
 * @returns the text of every file by its path, with `/` between folders. The same answers give the
 * same texts everywhere. `.env` isn't among them, because it holds a secret
 */
export function render(answers: {
  readonly name: string;
  readonly [option: string]: string | readonly string[] | boolean;
}): Record<string, string> {
  return Object.fromEntries(renderFiles(answers, loadTemplates()));
}

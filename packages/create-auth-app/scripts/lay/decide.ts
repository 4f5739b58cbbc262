/** What has to be done with one file of an app. */
export type Action = "lay" | "take back" | "remove" | "conflict";

/** The state of one file. A digest is undefined where there is no such file. */
export interface FileState {
  /** What the template has now. */
  template: string | undefined;
  /** What the app has now. */
  app: string | undefined;
  /** What was laid the last time. */
  last: string | undefined;
  /** Whether the two are one file. */
  linked: boolean;
  /** Whether it is made from the templates' files, so that an edit cannot be taken back. */
  made: boolean;
  /** Whether the app's file was written after the template's. */
  newer: boolean;
  /** Whether git has the app's text, so that nothing is lost without it. */
  inGit: boolean;
}

/** What to do with a file in this state; nothing where all is well. */
export function decide(state: FileState): Action | undefined {
  const { template, app, last, linked, made, newer, inGit } = state;
  // After a change of branch, a link has what was committed on the other one.
  const leftBehind = inGit && !newer;
  if (app === undefined) return template === undefined ? undefined : "lay";
  if (template === undefined) return app === last || leftBehind ? "remove" : "conflict";
  if (linked || (made && app === template)) return undefined;
  if (app === template || app === last || leftBehind) return "lay";
  if (template !== last || made) return "conflict";
  // What is older than its template was discarded there, by git.
  return newer ? "take back" : "lay";
}

/** What has to be done with one file of an app. */
export type Action = "lay" | "take back" | "remove" | "conflict";

/** The state of one file. A digest is undefined if there is no such file. */
export interface FileState {
  /** What the template has now. */
  template: string | undefined;
  /** What the app has now. */
  app: string | undefined;
  /** What was laid last time. */
  last: string | undefined;
  /** Whether both are the same file. */
  linked: boolean;
  /** Whether it is generated from the templates' files, so an edit can't be copied back. */
  made: boolean;
  /** Whether the app's file was written after the template's. */
  newer: boolean;
  /** Whether git has the app's text, so nothing is lost if it is replaced. */
  inGit: boolean;
}

/** What to do with a file in this state, if anything. */
export function decide(state: FileState): Action | undefined {
  const { template, app, last, linked, made, newer, inGit } = state;
  // After switching branches, a link has what was committed on the previous one.
  const leftBehind = inGit && !newer;
  if (app === undefined) return template === undefined ? undefined : "lay";
  if (template === undefined) return app === last || leftBehind ? "remove" : "conflict";
  if (linked || (made && app === template)) return undefined;
  if (app === template || app === last || leftBehind) return "lay";
  if (template !== last || made) return "conflict";
  // If it's older than its template, git has discarded that edit in the template.
  return newer ? "take back" : "lay";
}

/** Whether requests from this origin are accepted: with cookies, only our own pages' are. */
export function isClientOrigin(_origin: string) {
  return false;
}

/** Whether it is a client's whose requests are taken: with cookies, there are none but our pages. */
export function isClientOrigin(_origin: string) {
  return false;
}

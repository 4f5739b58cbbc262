import { bodyLimit } from "hono/body-limit";

/** Enough for any form. Raise it if people upload files. */
const LARGEST_BODY_IN_BYTES = 1024 * 1024;

export const largestBody = bodyLimit({
  maxSize: LARGEST_BODY_IN_BYTES,
  onError(c) {
    // The rest of the body is not read, so nothing else can come over this connection.
    c.header("Connection", "close");
    return c.text("This is more than the server takes.", 413);
  },
});

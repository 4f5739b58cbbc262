import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";

// The codes with which a connection can begin, instead of a version of the protocol.
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_ENCRYPTION_REQUEST = 80_877_104;
const LONGEST_START = 10_000;

// Less than the app's idle_in_transaction_session_timeout, which is meant for real servers: PGlite
// can't end its only session, and would repeat that error forever.
const LONGEST_PAUSE_IN_MS = 10_000;

// Messages of the protocol: PostgreSQL's documentation explains them in "Message Formats".
const TERMINATE = "X".charCodeAt(0);
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const READY_AND_IDLE = Buffer.from([0x5a, 0, 0, 0, 5, "I".charCodeAt(0)]);

/**
 * Serves a PGlite to many connections, on this machine only. PGlite is a single session, so the
 * connections take turns: a turn is over when no query and no transaction is under way. A
 * transaction that pauses for too long is undone: the code in it may itself be waiting for a turn of
 * another connection, which would never come.
 */
export async function serve(database: PGlite, longestPauseInMs = LONGEST_PAUSE_IN_MS) {
  const takeTurn = turns();
  const conversations = new Map<Socket, Promise<void>>();
  let lastUse = Date.now();
  const server = createServer({ noDelay: true }, (socket) => {
    const conversation = converse(socket, database, takeTurn, longestPauseInMs);
    conversations.set(socket, conversation);
    void conversation.finally(() => {
      conversations.delete(socket);
      lastUse = Date.now();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    unusedForMs: () => (conversations.size > 0 ? 0 : Date.now() - lastUse),
    async close() {
      server.close();
      for (const socket of conversations.keys()) socket.destroy();
      await Promise.all(conversations.values());
      await database.close();
    },
  };
}

async function converse(
  socket: Socket,
  database: PGlite,
  takeTurn: () => Promise<() => void>,
  longestPauseInMs: number,
) {
  let endTurn: (() => void) | undefined;
  socket.once("timeout", () => socket.destroy());
  try {
    for await (const message of messagesOf(socket)) {
      if (message[0] === TERMINATE) break;
      socket.setTimeout(0);
      endTurn ??= await takeTurn();
      const answer = Buffer.from(await database.execProtocolRaw(message));
      socket.write(answer);
      if (!answer.subarray(-READY_AND_IDLE.length).equals(READY_AND_IDLE)) {
        socket.setTimeout(longestPauseInMs);
        continue;
      }
      endTurn();
      endTurn = undefined;
    }
  } finally {
    socket.destroy();
    if (endTurn) {
      await database.execProtocolRaw(SYNC);
      await database.exec("rollback");
      endTurn();
    }
  }
}

/** Cuts what arrives into messages. What is said before the first real one is answered here. */
async function* messagesOf(socket: Socket) {
  let rest = Buffer.alloc(0);
  let started = false;
  for await (const chunk of untilItBreaks(socket)) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // After the first one, messages begin with a letter that is not part of their length.
      const prefix = started ? 1 : 0;
      const length = rest.length < prefix + 4 ? Infinity : prefix + rest.readInt32BE(prefix);
      if (!started && length > LONGEST_START && length < Infinity) return;
      if (rest.length < length) break;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      const code = started ? undefined : message.readInt32BE(4);
      if (code === CANCEL_REQUEST) return;
      if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) {
        socket.write("N");
        continue;
      }
      started = true;
      yield message;
    }
  }
}

/** A connection that breaks has ended, like one that was closed. */
async function* untilItBreaks(socket: Socket): AsyncGenerator<Buffer> {
  try {
    yield* socket;
  } catch {
    return;
  }
}

/** First come, first served: waits for the turns before, and returns what ends this one. */
function turns() {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = last;
    last = promise;
    await before;
    return resolve;
  };
}

import { type ApiRequest, type ApiResponse, playApi } from "./https-endpoint";
import type { Server } from "./server";

export const serverToken = "00000000-0000-4000-8000-000000000000";

/** How the API responds to the email for a host. */
const troubles: Record<string, { status: number; ErrorCode: number; Message: string }> = {
  "invalid.example.com": { status: 422, ErrorCode: 300, Message: "Invalid 'From' address" },
  "inactive.example.com": { status: 422, ErrorCode: 406, Message: "This recipient is inactive" },
  "hurried.example.com": { status: 429, ErrorCode: 429, Message: "Rate limit exceeded" },
  "broken.example.com": { status: 500, ErrorCode: 0, Message: "Internal server error" },
};

const api = await playPostmark();

/** The variables with which a server's email gets here. */
export const emailSettings = api.settings;

/** The newest email that has arrived for an address. */
export function textSentTo(_server: Server, email: string) {
  return api.received.findLast(({ to }) => to === email)?.text ?? "";
}

/** Plays https://api.postmarkapp.com, as https://postmarkapp.com/developer/api/email-api has it. */
export async function playPostmark() {
  const requests: ApiRequest[] = [];
  const received: { to: string; text: string }[] = [];

  function response(request: ApiRequest): ApiResponse {
    requests.push(request);
    const { method, path, headers, body } = request;
    if (method !== "POST" || path !== "/email") {
      return problem({ status: 404, ErrorCode: 0, Message: `${method} ${path}` });
    }
    if (headers["x-postmark-server-token"] !== serverToken) {
      return problem({ status: 401, ErrorCode: 10, Message: "Bad or missing API token" });
    }
    if (headers["content-type"] !== "application/json" || headers.accept !== "application/json") {
      return problem({ status: 422, ErrorCode: 409, Message: "JSON required" });
    }
    const missing = ["From", "To", "Subject"].find((field) => typeof body[field] !== "string");
    if (missing) return problem({ status: 422, ErrorCode: 300, Message: `${missing} is missing` });
    const { To: to, TextBody: text } = body as { To: string; TextBody: string };
    const host = to.split("@")[1] ?? "";
    if (host === "hanging.example.com") return undefined;
    if (host === "quote.example.com") {
      return problem({ status: 422, ErrorCode: 300, Message: `I dislike ${text}` });
    }
    const trouble = troubles[host];
    if (trouble) return problem(trouble);
    received.push({ to, text });
    const MessageID = "0a129aee-e1cd-480d-b08d-4f48548ff48d";
    const SubmittedAt = new Date().toISOString();
    return { status: 200, body: { To: to, SubmittedAt, MessageID, ErrorCode: 0, Message: "OK" } };
  }

  const settings = await playApi("api.postmarkapp.com", response);
  return { requests, received, settings: { ...settings, POSTMARK_SERVER_TOKEN: serverToken } };
}

function problem({ status, ...body }: { status: number; ErrorCode: number; Message: string }) {
  return { status, body };
}

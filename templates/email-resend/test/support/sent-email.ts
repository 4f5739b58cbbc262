import { type ApiRequest, type ApiResponse, playApi } from "./https-endpoint";
import type { Server } from "./server";

export const apiKey = "re_a_key_for_tests";

/** How the API responds to the email for a host. */
const troubles: Record<string, { status: number; name: string; message: string }> = {
  "invalid.example.com": { status: 422, name: "validation_error", message: "Invalid `from` field" },
  "hurried.example.com": { status: 429, name: "rate_limit_exceeded", message: "Too many requests" },
  "quota.example.com": { status: 429, name: "daily_quota_exceeded", message: "Come tomorrow" },
  "broken.example.com": { status: 500, name: "internal_server_error", message: "Unexpected error" },
};

const api = await playResend();

/** The variables with which a server's email gets here. */
export const emailSettings = api.settings;

/** The newest email that has arrived for an address. */
export function textSentTo(_server: Server, email: string) {
  return api.received.findLast(({ to }) => to === email)?.text ?? "";
}

/** Plays https://api.resend.com, as https://resend.com/docs/api-reference/emails/send-email has it. */
export async function playResend() {
  const requests: ApiRequest[] = [];
  const received: { to: string; text: string }[] = [];

  function response(request: ApiRequest): ApiResponse {
    requests.push(request);
    const { method, path, headers, body } = request;
    if (method !== "POST" || path !== "/emails") {
      return problem({ status: 405, name: "method_not_allowed", message: `${method} ${path}` });
    }
    if (headers.authorization !== `Bearer ${apiKey}`) {
      return problem({ status: 401, name: "invalid_api_key", message: "API key is invalid" });
    }
    const missing = ["from", "to", "subject"].find((field) => typeof body[field] !== "string");
    if (missing || headers["content-type"] !== "application/json") {
      const message = `Missing \`${missing}\` field.`;
      return problem({ status: 422, name: "missing_required_field", message });
    }
    const { to, text } = body as { to: string; text: string };
    const host = to.split("@")[1] ?? "";
    if (host === "hanging.example.com") return undefined;
    if (host === "quote.example.com") {
      return problem({ status: 422, name: "validation_error", message: `I dislike ${text}` });
    }
    const trouble = troubles[host];
    if (trouble) return problem(trouble);
    received.push({ to, text });
    return { status: 200, body: { id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" } };
  }

  const settings = await playApi("api.resend.com", response);
  return { requests, received, settings: { ...settings, RESEND_API_KEY: apiKey } };
}

function problem({ status, ...body }: { status: number; name: string; message: string }) {
  return { status, body: { statusCode: status, ...body } };
}

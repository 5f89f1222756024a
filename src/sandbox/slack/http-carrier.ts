import { createHmac } from "node:crypto";
import { ACK_MS, type Answer, type Carry, type SealedParcel } from "./delivery.ts";

/** The headers that prove a body comes from Slack, version v0. `seconds` is a Unix time. */
export function signatureHeaders(
  signingSecret: string,
  body: string,
  seconds: number,
): Record<string, string> {
  const digest = createHmac("sha256", signingSecret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${digest}` };
}

/** Carries requests as signed HTTP to `/slack/events` under the app's address. */
export function httpCarrier(appUrl: () => string, signingSecret: string): Carry {
  return async (sealed) => {
    try {
      const response = await fetch(`${appUrl().replace(/\/$/, "")}/slack/events`, {
        method: "POST",
        body: sealed.body,
        headers: headersOf(sealed, signingSecret),
        signal: AbortSignal.timeout(ACK_MS),
      });
      const body = await response.text();
      const outcome = response.ok ? "answered" : "refused";
      return { outcome, status: response.status, body: response.ok ? body : "" };
    } catch (error) {
      return failure(error);
    }
  };
}

function headersOf(sealed: SealedParcel, signingSecret: string): Record<string, string> {
  const { retry } = sealed;
  return {
    // Slack sends no charset, and Bolt compares the header as a whole.
    "content-type": sealed.contentType,
    ...signatureHeaders(signingSecret, sealed.body, sealed.seconds),
    ...(retry
      ? { "x-slack-retry-num": String(retry.number), "x-slack-retry-reason": retry.reason }
      : {}),
  };
}

function failure(error: unknown): Answer {
  const isLate = error instanceof DOMException && error.name === "TimeoutError";
  return { outcome: isLate ? "late" : "unreachable", status: null, body: "" };
}

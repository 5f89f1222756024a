import type { IncomingHttpHeaders } from "node:http";
import { verifySlackRequest } from "@slack/bolt";

/** Slack's own advice: older requests may be replays. */
const oldestSeconds = 300;
/** Clocks differ a little; Bolt itself would take any future timestamp. */
const futureSeconds = 60;
/** Bolt ignores what follows the hash, and a replay would pass as another request with it. */
const signaturePattern = /^v0=[0-9a-f]{64}$/;

/**
 * What is wrong with a request's proof of origin, as a code and a sentence; null where it was
 * signed by Slack between five minutes ago and now. Source: Slack, "Verifying requests from Slack".
 */
export function signatureProblem(
  headers: IncomingHttpHeaders,
  body: string,
  signingSecret: string,
  nowMs: number,
): { readonly code: string; readonly message: string } | null {
  const signature = headers["x-slack-signature"];
  const timestamp = headers["x-slack-request-timestamp"];
  if (typeof signature !== "string" || typeof timestamp !== "string") {
    return { code: "signature_missing", message: "The request carries no Slack signature." };
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return { code: "timestamp_invalid", message: "The request's timestamp is no Unix time." };
  }
  const seconds = Number(timestamp);
  const age = Math.floor(nowMs / 1000) - seconds;
  if (age > oldestSeconds) {
    return { code: "timestamp_stale", message: "The request is older than five minutes." };
  }
  if (age < -futureSeconds) {
    return { code: "timestamp_future", message: "The request comes from the future." };
  }
  const notSigned = { code: "signature_invalid", message: "The request was not signed by Slack." };
  if (!signaturePattern.test(signature)) return notSigned;
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { "x-slack-signature": signature, "x-slack-request-timestamp": seconds },
      nowMilliseconds: nowMs,
    });
    return null;
  } catch {
    return notSigned;
  }
}

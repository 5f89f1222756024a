import { createHmac } from "node:crypto";
import type { DeliveryRecord } from "./model.ts";
import { changed, type Workspace } from "./workspace.ts";

/** Slack waits this long for an acknowledgement. */
export const ACK_MS = 3_000;

/** Retries of events: Slack waits 0, 1 and 5 minutes; here a minute is a second. */
const RETRY_AFTER_MS = [0, 1_000, 5_000];

/** How many deliveries the log keeps. */
const LOG_LENGTH = 500;

/** Where and how requests reach the app. */
export type Courier = {
  workspace: Workspace;
  appUrl: () => string;
  signingSecret: string;
  /** What was sent last, for "replay". */
  last: Parcel | null;
  /** Waiting retries, so that they can be called off. */
  timers: Set<NodeJS.Timeout>;
};

/** One request, ready to be sent. */
export type Parcel = {
  kind: string;
  summary: string;
  body: string;
  contentType: "application/x-www-form-urlencoded" | "application/json";
  /** Set when the very same request is sent again. */
  headers?: Record<string, string>;
};

/** What came of a delivery. `body` is empty unless the app answered in time with 200. */
export type Answer = { outcome: DeliveryRecord["outcome"]; status: number | null; body: string };

/** The headers that prove a body comes from Slack, version v0. `seconds` is a Unix time. */
export function signatureHeaders(
  signingSecret: string,
  body: string,
  seconds: number,
): Record<string, string> {
  const digest = createHmac("sha256", signingSecret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${digest}` };
}

/** Sends one request to the app, waits for its answer, and writes both into the log. */
export async function deliver(courier: Courier, parcel: Parcel, retry = 0): Promise<Answer> {
  const headers =
    parcel.headers ??
    signatureHeaders(courier.signingSecret, parcel.body, Math.floor(Date.now() / 1000));
  courier.last = { ...parcel, headers };
  const answer = await attempt(courier, { ...parcel, headers }, retry, parcel.summary);
  if (courier.workspace.chaos.deliverTwice && parcel.headers === undefined) {
    await attempt(courier, { ...parcel, headers }, retry, `${parcel.summary} (again)`);
  }
  return answer;
}

/** Sends the last request once more, unchanged: same body, same timestamp, same signature. */
export async function replayLast(courier: Courier): Promise<Answer | null> {
  if (!courier.last) return null;
  return attempt(courier, courier.last, 0, `${courier.last.summary} (replayed)`);
}

/** Sends an event, and again up to three times until the app answers it with 2xx. */
export async function deliverEvent(courier: Courier, parcel: Parcel): Promise<Answer> {
  const answer = await deliver(courier, parcel);
  if (answer.outcome !== "answered") retryEvent(courier, parcel, 1, answer);
  return answer;
}

function retryEvent(courier: Courier, parcel: Parcel, retry: number, before: Answer): void {
  const wait = RETRY_AFTER_MS[retry - 1];
  if (wait === undefined) return;
  const timer = setTimeout(async () => {
    courier.timers.delete(timer);
    const reason = before.outcome === "late" ? "http_timeout" : "http_error";
    const headers = {
      ...signatureHeaders(courier.signingSecret, parcel.body, Math.floor(Date.now() / 1000)),
      "x-slack-retry-num": String(retry),
      "x-slack-retry-reason": reason,
    };
    const answer = await attempt(courier, { ...parcel, headers }, retry, parcel.summary);
    if (answer.outcome !== "answered") retryEvent(courier, parcel, retry + 1, answer);
  }, wait);
  courier.timers.add(timer);
}

async function attempt(
  courier: Courier,
  parcel: Parcel,
  retry: number,
  summary: string,
): Promise<Answer> {
  const startedMs = performance.now();
  const answer = await send(courier, parcel);
  record(courier.workspace, {
    at: courier.workspace.now(),
    kind: parcel.kind,
    summary,
    outcome: answer.outcome,
    status: answer.status,
    tookMs: Math.round(performance.now() - startedMs),
    retry,
    request: parcel.body,
    answer: answer.body,
  });
  return answer;
}

async function send(courier: Courier, parcel: Parcel): Promise<Answer> {
  try {
    const response = await fetch(`${courier.appUrl().replace(/\/$/, "")}/slack/events`, {
      method: "POST",
      body: parcel.body,
      // Slack sends no charset, and Bolt compares the header as a whole.
      headers: { "content-type": parcel.contentType, ...parcel.headers },
      signal: AbortSignal.timeout(ACK_MS),
    });
    const body = await response.text();
    if (courier.workspace.chaos.lateAcks) return { outcome: "late", status: null, body: "" };
    const outcome = response.ok ? "answered" : "refused";
    return { outcome, status: response.status, body: response.ok ? body : "" };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    return { outcome: isLate ? "late" : "unreachable", status: null, body: "" };
  }
}

function record(workspace: Workspace, delivery: Omit<DeliveryRecord, "id">): void {
  const id = (workspace.deliveries.at(-1)?.id ?? 0) + 1;
  workspace.deliveries.push({ ...delivery, id });
  if (workspace.deliveries.length > LOG_LENGTH) workspace.deliveries.shift();
  changed(workspace, "hood");
}

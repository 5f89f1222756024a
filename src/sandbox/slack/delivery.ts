import type { DeliveryOutcome, DeliveryRecord } from "./model.ts";
import { changed, newId, type Workspace } from "./workspace.ts";

/** Slack waits this long for an acknowledgement. */
export const ACK_MS = 3_000;

/** Retries of events: Slack waits 0, 1 and 5 minutes; here a minute is a second. */
const RETRY_AFTER_MS = [0, 1_000, 5_000];

/** How many deliveries the log keeps. */
const LOG_LENGTH = 500;

/** What requests reach the app by: signed HTTP, or a socket that the app has opened. */
export type Carry = (sealed: SealedParcel) => Promise<Answer>;

/** How requests reach the app. */
export type Courier = {
  workspace: Workspace;
  carry: Carry;
  /** What was sent last, for "replay". */
  last: SealedParcel | null;
  /** Waiting retries, so that they can be called off. */
  timers: Set<NodeJS.Timeout>;
  /** Nothing is sent again after this. */
  isStopped: boolean;
};

/** One request, ready to be sent: the body as HTTP carries it. */
export type Parcel = {
  kind: string;
  summary: string;
  body: string;
  contentType: "application/x-www-form-urlencoded" | "application/json";
};

/** What makes one sending of a parcel this one: the same seal twice is the same request twice. */
export type SealedParcel = Parcel & {
  /** Unix time that the signature is made for. */
  seconds: number;
  /** What a socket's acknowledgement names. */
  envelopeId: string;
  retry?: { number: number; reason: "http_timeout" | "http_error" | "timeout" };
};

/** What came of a delivery. `body` is empty unless the app answered in time with 200. */
export type Answer = { outcome: DeliveryOutcome; status: number | null; body: string };

/** Sends one request to the app, waits for its answer, and writes both into the log. */
export async function deliver(courier: Courier, parcel: Parcel): Promise<Answer> {
  const sealed = seal(parcel);
  courier.last = sealed;
  const answer = await attempt(courier, sealed, parcel.summary);
  if (courier.workspace.chaos.deliverTwice) {
    await attempt(courier, sealed, `${parcel.summary} (again)`);
  }
  return answer;
}

/** Sends the last request once more, unchanged: same body, same time, same signature. */
export async function replayLast(courier: Courier): Promise<Answer | null> {
  if (!courier.last) return null;
  return attempt(courier, courier.last, `${courier.last.summary} (replayed)`);
}

/** Sends an event, and again up to three times until the app answers it with 2xx. */
export async function deliverEvent(courier: Courier, parcel: Parcel): Promise<Answer> {
  const answer = await deliver(courier, parcel);
  if (answer.outcome !== "answered") retryEvent(courier, parcel, 1, answer);
  return answer;
}

function seal(parcel: Parcel): SealedParcel {
  const seconds = Math.floor(Date.now() / 1000);
  return { ...parcel, seconds, envelopeId: newId("E").toLowerCase() };
}

function retryEvent(courier: Courier, parcel: Parcel, number: number, before: Answer): void {
  const wait = RETRY_AFTER_MS[number - 1];
  if (wait === undefined || courier.isStopped) return;
  const timer = setTimeout(async () => {
    courier.timers.delete(timer);
    const isLate = before.outcome === "late" || before.outcome === "lost";
    const reason = isLate ? "http_timeout" : "http_error";
    const sealed: SealedParcel = { ...seal(parcel), retry: { number, reason } };
    const answer = await attempt(courier, sealed, parcel.summary);
    if (answer.outcome !== "answered") retryEvent(courier, parcel, number + 1, answer);
  }, wait);
  courier.timers.add(timer);
}

async function attempt(courier: Courier, sealed: SealedParcel, summary: string): Promise<Answer> {
  const startedMs = performance.now();
  const answer = await send(courier, sealed);
  record(courier.workspace, {
    at: courier.workspace.now(),
    kind: sealed.kind,
    summary,
    outcome: answer.outcome,
    status: answer.status,
    tookMs: Math.round(performance.now() - startedMs),
    retry: sealed.retry?.number ?? 0,
    request: sealed.body,
    answer: answer.body,
  });
  return answer;
}

async function send(courier: Courier, sealed: SealedParcel): Promise<Answer> {
  const { chaos } = courier.workspace;
  if (chaos.loseDeliveries > 0) {
    chaos.loseDeliveries -= 1;
    return { outcome: "lost", status: null, body: "" };
  }
  const answer = await courier.carry(sealed);
  return chaos.lateAcks ? { outcome: "late", status: null, body: "" } : answer;
}

function record(workspace: Workspace, delivery: Omit<DeliveryRecord, "id">): void {
  const id = (workspace.deliveries.at(-1)?.id ?? 0) + 1;
  workspace.deliveries.push({ ...delivery, id });
  if (workspace.deliveries.length > LOG_LENGTH) workspace.deliveries.shift();
  changed(workspace, "hood");
}

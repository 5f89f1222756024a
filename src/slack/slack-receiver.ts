import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import { signatureProblem } from "./check-signature.ts";
import type { DeliveryTally } from "./delivery-tally.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
import { readBody } from "./read-body.ts";
import type { Delivery, IntakeRefusal, SlackIntake } from "./slack-intake.ts";
import { errorFields, type SlackLog } from "./slack-log.ts";

/** What the receiver needs besides Bolt. */
export type ReceiverOptions = {
  readonly signingSecret: string;
  readonly intake: SlackIntake;
  readonly tally: DeliveryTally;
  readonly log: SlackLog;
};

/**
 * Takes Slack's requests from a server that belongs to somebody else, instead of listening itself
 * as Bolt's receivers do. What is signed, recent and well formed goes to the intake; everything
 * else is answered with a status and a sentence.
 */
export class SlackReceiver implements Receiver {
  readonly #options: ReceiverOptions;
  readonly #going = new Set<Promise<void>>();

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  /** Called by Bolt. */
  init(app: App): void {
    this.#options.intake.init(app);
  }

  /** The server belongs to somebody else, so there is nothing to open. */
  async start(): Promise<void> {}

  /** Waits for the requests that go on. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#going);
  }

  /** Answers one POST to /slack/events; the promise ends with the work, and is never rejected. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const correlationId = randomBytes(4).toString("hex");
    const work = this.#receive(request, response, correlationId).catch((error) => {
      this.#options.log.error({ ...errorFields(error), correlationId }, "a request was lost");
      if (!response.headersSent) answerNo(response, 500, "internal_error", "Try it again.");
    });
    this.#going.add(work);
    await work;
    this.#going.delete(work);
  }

  async #receive(request: IncomingMessage, response: ServerResponse, correlationId: string) {
    const refused = (status: number, code: string, message: string) => {
      this.#options.tally.count("unproven", code);
      this.#options.log.warn({ correlationId, code, status }, "refused a request to Slack's door");
      answerNo(response, status, code, message);
    };
    if (request.method !== "POST") return refused(405, "method_not_allowed", "Send a POST.");
    const raw = await readBody(request);
    if (raw === null) return refused(413, "body_too_large", "The body is larger than 1 MB.");
    const body = raw.toString("utf8");
    const { headers } = request;
    const problem = signatureProblem(headers, body, this.#options.signingSecret, Date.now());
    if (problem) return refused(401, problem.code, problem.message);
    const envelope = readEnvelope(body, headers["content-type"] ?? "");
    if (!envelope) return refused(400, "body_invalid", "The body is no delivery of Slack.");
    if (envelope.kind === "ssl-check") return answer(response, "");
    if (envelope.kind === "url-verification") {
      return answer(response, { challenge: envelope.body["challenge"] });
    }
    const onceKey = envelope.eventId ?? String(headers["x-slack-signature"]);
    await this.#options.intake.take(httpDelivery(response, { envelope, onceKey, correlationId }));
  }
}

/** What Slack, and whoever looks at a proxy's log, is told by the status. */
const statuses: Readonly<Record<IntakeRefusal["code"], number>> = {
  team_unknown: 403,
  app_unknown: 403,
  not_handled: 404,
  internal_error: 500,
};

function httpDelivery(
  response: ServerResponse,
  what: { envelope: Envelope; onceKey: string; correlationId: string },
): Delivery {
  return {
    ...what,
    answer: async (content) => answer(response, content),
    refuse: async ({ code, message }) => answerNo(response, statuses[code], code, message),
  };
}

function answer(response: ServerResponse, content: unknown): void {
  if (typeof content === "string") {
    response.writeHead(200).end(content);
    return;
  }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(content));
}

function answerNo(response: ServerResponse, status: number, error: string, message: string): void {
  const headers = { "content-type": "application/json", connection: "close" };
  response.writeHead(status, headers).end(JSON.stringify({ error, message }));
}

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import { signatureProblem } from "./check-signature.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
import { errorMessage } from "./messages/error-message.ts";
import { readBody } from "./read-body.ts";
import type { SlackInstall } from "./slack-install.ts";
import { errorFields, type SlackLog } from "./slack-log.ts";

/** A signed request for another workspace or app. */
export type ForeignRequest = {
  readonly kind: string;
  readonly code: "team_unknown" | "app_unknown";
  readonly teamId: string | null;
  readonly correlationId: string;
};

/** What the receiver needs besides Bolt. */
export type ReceiverOptions = {
  readonly signingSecret: string;
  readonly install: () => Promise<SlackInstall>;
  /** Remembers a delivery; false if it came before. Shared by all processes. */
  readonly claim: (key: string) => Promise<boolean>;
  /** Writes down that a signed request was for somebody else. */
  readonly auditForeign: (what: ForeignRequest) => Promise<void>;
  readonly log: SlackLog;
};

/**
 * Takes Slack's requests from a server that belongs to somebody else, instead of listening itself
 * as Bolt's receivers do. A request is passed on once: signed, recent, of our workspace and app,
 * well formed, and not seen before. Everything else is answered with a status and a sentence.
 */
export class SlackReceiver implements Receiver {
  readonly #options: ReceiverOptions;
  readonly #going = new Set<Promise<void>>();
  #app: App | null = null;

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  /** Called by Bolt. */
  init(app: App): void {
    this.#app = app;
  }

  /** Learns whose token it is; a Slack that is down is asked again with the first request. */
  async start(): Promise<void> {
    try {
      await this.#options.install();
    } catch (error) {
      this.#options.log.warn(errorFields(error), "Slack did not answer at the start");
    }
  }

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
    try {
      const no = wrongInstall(envelope, await this.#options.install());
      if (no) {
        const { kind, teamId } = envelope;
        await this.#options.auditForeign({ kind, code: no, teamId, correlationId });
        return refused(403, no, "The request is for another workspace or app.");
      }
      const key = envelope.eventId ?? String(headers["x-slack-signature"]);
      if (!(await this.#options.claim(`slack:${key}`))) return answer(response, "");
    } catch (error) {
      this.#options.log.error({ ...errorFields(error), correlationId }, "could not take a request");
      return answerTrouble(response, envelope, correlationId);
    }
    await this.#process(envelope, response, correlationId);
  }

  async #process(envelope: Envelope, response: ServerResponse, correlationId: string) {
    if (!this.#app) throw new Error("a request came before Bolt was ready");
    let isAcknowledged = false;
    const ack = async (content?: unknown) => {
      if (isAcknowledged) throw new Error("a request was acknowledged twice");
      isAcknowledged = true;
      answer(response, content ?? "");
    };
    await this.#app.processEvent({
      body: envelope.body,
      ack,
      customProperties: { correlationId },
    });
    if (!isAcknowledged) answerNo(response, 404, "not_handled", "Nothing here handles this.");
  }
}

function wrongInstall(envelope: Envelope, install: SlackInstall): ForeignRequest["code"] | null {
  const isOurs = install.enterpriseId
    ? envelope.enterpriseId === install.enterpriseId
    : envelope.teamId === install.teamId;
  if (!isOurs) return "team_unknown";
  const isOtherApp = install.appId && envelope.appId && envelope.appId !== install.appId;
  return isOtherApp ? "app_unknown" : null;
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

/** A command can be answered in words at once; for the rest a status makes Slack say it failed. */
function answerTrouble(response: ServerResponse, envelope: Envelope, correlationId: string): void {
  if (envelope.kind === "command") {
    answer(response, { response_type: "ephemeral", ...errorMessage(correlationId) });
  } else {
    answerNo(response, 500, "internal_error", `Reference ${correlationId}.`);
  }
}

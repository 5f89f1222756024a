import type { App } from "@slack/bolt";
import type { DeliveryOutcome, DeliveryTally } from "./delivery-tally.ts";
import type { Envelope } from "./envelope.ts";
import { errorMessage } from "./messages/error-message.ts";
import type { SlackInstall, SlackInstalls } from "./slack-install.ts";
import { errorFields, type SlackLog } from "./slack-log.ts";
import type { SlackPlace } from "./slack-places.ts";

/** A delivery for another workspace or app. */
export type ForeignRequest = {
  readonly kind: string;
  readonly code: "team_unknown" | "app_unknown";
  readonly teamId: string | null;
  readonly correlationId: string;
};

/** One delivery, proven to come from Slack, however it came. */
export type Delivery = {
  readonly envelope: Envelope;
  /** The same in every copy of this delivery. */
  readonly onceKey: string;
  readonly correlationId: string;
  /** Acknowledges it, with what Slack shall do or show. Called once at most. */
  answer(content: unknown): Promise<void>;
  /** Says no instead: `code` for logs, a sentence for people. Called once at most. */
  refuse(no: IntakeRefusal): Promise<void>;
};

/** Why a delivery goes no further. */
export type IntakeRefusal = {
  readonly code: "team_unknown" | "app_unknown" | "internal_error" | "not_handled";
  readonly message: string;
};

/** A delivery that was acknowledged and then could not be worked. */
export type LostDelivery = {
  readonly envelope: Envelope;
  readonly install: SlackInstall;
  readonly correlationId: string;
  readonly error: unknown;
};

/** What the intake needs besides Bolt. */
export type IntakeOptions = {
  readonly installs: SlackInstalls;
  readonly placeOf: (install: SlackInstall) => SlackPlace;
  /** Remembers a delivery; false if it came before. Shared by all processes. */
  readonly claim: (key: string) => Promise<boolean>;
  /** Writes down that a delivery was for somebody else. */
  readonly auditForeign: (what: ForeignRequest) => Promise<void>;
  /** Tells a person whose delivery was acknowledged that nothing came of it. Never rejected. */
  readonly tellTrouble: (what: LostDelivery) => Promise<void>;
  /** Told of each delivery that was taken. Never rejected. */
  readonly seen: (envelope: Envelope, install: SlackInstall) => Promise<void>;
  readonly tally: DeliveryTally;
  readonly log: SlackLog;
};

/** Takes deliveries of any transport. */
export type SlackIntake = {
  /** Called by Bolt's receivers. */
  init(app: App): void;
  /** The promise ends with the work that the delivery started, and is never rejected. */
  take(delivery: Delivery): Promise<void>;
  /** Waits for the work that goes on. */
  settled(): Promise<void>;
};

/**
 * What every delivery goes through before a listener sees it, over HTTP as over a socket: it is for
 * a workspace and app of ours, it was not seen before, and it is acknowledged once.
 */
export function createSlackIntake(options: IntakeOptions): SlackIntake {
  const going = new Set<Promise<void>>();
  let app: App | null = null;
  async function process(delivery: Delivery): Promise<void> {
    const { tally } = options;
    const beganAt = performance.now();
    const once = answeredOnce(delivery, () => tally.acknowledged(performance.now() - beganAt));
    const { kind } = delivery.envelope;
    try {
      tally.count(kind, await pass(options, app, once));
    } catch (error) {
      const { correlationId } = delivery;
      tally.count(kind, "internal_error");
      options.log.error({ ...errorFields(error), correlationId }, "could not take a request");
      if (!once.isAnswered()) await answerTrouble(options, once);
    }
  }
  return {
    init(given) {
      app = given;
    },
    async take(delivery) {
      const work = process(delivery);
      going.add(work);
      await work;
      going.delete(work);
    },
    async settled() {
      await Promise.allSettled(going);
    },
  };
}

type Once = Delivery & { isAnswered(): boolean };

function answeredOnce(delivery: Delivery, answered: () => void): Once {
  let isAnswered = false;
  return {
    ...delivery,
    isAnswered: () => isAnswered,
    async answer(content) {
      if (isAnswered) throw new Error("a request was acknowledged twice");
      isAnswered = true;
      await delivery.answer(content);
      answered();
    },
    async refuse(no) {
      isAnswered = true;
      await delivery.refuse(no);
    },
  };
}

async function pass(
  options: IntakeOptions,
  app: App | null,
  delivery: Once,
): Promise<DeliveryOutcome> {
  const { envelope, correlationId } = delivery;
  if (!app) throw new Error("a request came before Bolt was ready");
  const install = await options.installs.find(envelope);
  // A workspace says twice that it lets the app go; the second time it is known already.
  if (!install && isGoodbye(envelope)) return duplicate(delivery);
  if (!install) return turnForeignAway(options, delivery, "team_unknown");
  if (isOfOtherApp(envelope, install)) return turnForeignAway(options, delivery, "app_unknown");
  if (isAnsweredLater(envelope)) {
    await delivery.answer("");
    try {
      if (!(await options.claim(onceKey(delivery)))) return "duplicate";
    } catch (error) {
      await options.tellTrouble({ envelope, install, correlationId, error });
      return "lost";
    }
  } else if (!(await options.claim(onceKey(delivery)))) return duplicate(delivery);
  const seen = options.seen(envelope, install);
  await app.processEvent({
    body: envelope.body,
    ack: async (content) => {
      if (!isAnsweredLater(envelope)) await delivery.answer(content ?? "");
    },
    customProperties: { correlationId, place: options.placeOf(install) },
  });
  await seen;
  if (delivery.isAnswered()) return "taken";
  return turnAway(options, delivery, "not_handled", "Nothing here handles this.");
}

/** What came before is acknowledged, and nothing else. */
async function duplicate(delivery: Once): Promise<DeliveryOutcome> {
  await delivery.answer("");
  return "duplicate";
}

function onceKey(delivery: Delivery): string {
  return `slack:${delivery.onceKey}`;
}

/**
 * Slack waits three seconds, and what a command or a click comes to is told by other ways: so it is
 * acknowledged before anything is asked of a database that may be slow, or away. The answer to a
 * form stands in its acknowledgement; an event that could not be taken Slack brings again.
 */
function isAnsweredLater({ kind }: Envelope): boolean {
  return kind === "command" || kind === "action";
}

function isGoodbye({ kind, body }: Envelope): boolean {
  const { type } = (body["event"] ?? {}) as { readonly type?: unknown };
  return kind === "event" && (type === "tokens_revoked" || type === "app_uninstalled");
}

function isOfOtherApp(envelope: Envelope, install: SlackInstall): boolean {
  const { appId } = envelope;
  return install.appId !== null && appId !== null && appId !== install.appId;
}

async function turnForeignAway(
  options: IntakeOptions,
  delivery: Once,
  code: ForeignRequest["code"],
): Promise<DeliveryOutcome> {
  const { envelope, correlationId } = delivery;
  const { kind, teamId } = envelope;
  await options.auditForeign({ kind, code, teamId, correlationId });
  return turnAway(options, delivery, code, "The request is for another workspace or app.");
}

async function turnAway(
  options: IntakeOptions,
  delivery: Once,
  code: IntakeRefusal["code"],
  message: string,
): Promise<DeliveryOutcome> {
  const { correlationId } = delivery;
  options.log.warn({ correlationId, code }, "refused a delivery of Slack");
  await delivery.refuse({ code, message });
  return code;
}

/** Slack itself says that a form failed, and brings an event again. */
async function answerTrouble(options: IntakeOptions, delivery: Once): Promise<void> {
  const { envelope, correlationId } = delivery;
  try {
    if (envelope.kind === "command") {
      await delivery.answer({ response_type: "ephemeral", ...errorMessage(correlationId) });
    } else {
      await delivery.refuse({ code: "internal_error", message: `Reference ${correlationId}.` });
    }
  } catch (error) {
    options.log.warn({ ...errorFields(error), correlationId }, "Slack heard no answer");
  }
}

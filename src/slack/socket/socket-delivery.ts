import { randomBytes } from "node:crypto";
import { type Envelope, readEnvelope } from "../envelope.ts";
import { bodyLimit } from "../read-body.ts";
import type { Delivery } from "../slack-intake.ts";

/** What Slack's client gives for each message of the socket. Source: Slack, "Using Socket Mode". */
export type SocketMessage = {
  readonly ack: (content?: Record<string, unknown>) => Promise<void>;
  readonly envelope_id: string;
  readonly body: unknown;
  readonly accepts_response_payload?: boolean;
};

/**
 * A message of the socket as a delivery; null where it is none that this app asked for. It is read
 * as a body over HTTP is, so that nothing gets in here that would not get in there.
 */
export function socketDelivery(message: SocketMessage): Delivery | null {
  const text = JSON.stringify(message.body) ?? "";
  const envelope = text.length > bodyLimit ? null : readEnvelope(text, "application/json");
  if (!envelope) return null;
  return {
    envelope,
    onceKey: onceKeyOf(envelope, message.envelope_id),
    correlationId: randomBytes(4).toString("hex"),
    async answer(content) {
      const isWanted = message.accepts_response_payload !== false && typeof content === "object";
      await message.ack(isWanted && content !== null ? { ...content } : undefined);
    },
    refuse: ({ code, message: text }) =>
      code === "internal_error" ? Promise.resolve() : answerNo(message, envelope, text),
  };
}

/** The same message may come in two envelopes; a trigger belongs to one act of one person. */
function onceKeyOf({ eventId, body }: Envelope, envelopeId: string): string {
  const trigger = body["trigger_id"];
  return eventId ?? (typeof trigger === "string" && trigger !== "" ? trigger : envelopeId);
}

/**
 * A socket knows no status: what is not acknowledged, Slack brings again or tells the person that
 * it failed. So a command is answered in words, an event is taken off the list, and a click stays
 * without an answer.
 */
async function answerNo(message: SocketMessage, envelope: Envelope, text: string): Promise<void> {
  if (envelope.kind === "command") await message.ack({ response_type: "ephemeral", text });
  if (envelope.kind === "event") await message.ack();
}

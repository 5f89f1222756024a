import type { SealedParcel } from "./delivery.ts";

/** What a socket carries: a request with the id that its acknowledgement names. */
export type Envelope = {
  envelope_id: string;
  type: "events_api" | "slash_commands" | "interactive";
  accepts_response_payload: boolean;
  payload: unknown;
  retry_attempt?: number;
  retry_reason?: string;
};

/** Puts a request into an envelope of Socket Mode: the same fields that HTTP carries, as JSON. */
export function envelopeOf(sealed: SealedParcel): Envelope {
  const { envelopeId, retry } = sealed;
  const base = { envelope_id: envelopeId };
  if (sealed.contentType === "application/json") {
    return {
      ...base,
      type: "events_api",
      accepts_response_payload: false,
      payload: JSON.parse(sealed.body),
      // A socket has no HTTP status to name.
      retry_attempt: retry?.number ?? 0,
      retry_reason: retry ? "timeout" : "",
    };
  }
  const form = new URLSearchParams(sealed.body);
  const payload = form.get("payload");
  if (payload === null) {
    return {
      ...base,
      type: "slash_commands",
      accepts_response_payload: true,
      payload: Object.fromEntries(form),
    };
  }
  return {
    ...base,
    type: "interactive",
    accepts_response_payload: true,
    payload: JSON.parse(payload),
  };
}

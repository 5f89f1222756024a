import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { NotifierTrouble, type TroubleScope } from "../operations/ports.ts";

/** Slack's troubles pass within seconds to minutes; the outbox waits longer with each try. */
const networkRetryMs = 5_000;
const serverRetryMs = 30_000;

/** Slack says of these that part of the work may have been done. */
const doubtful: ReadonlySet<string> = new Set(["internal_error", "fatal_error"]);
/** The token is no longer good: a matter of the whole app, which an admin puts right. */
const installMatters: ReadonlySet<string> = new Set([
  "account_inactive",
  "invalid_auth",
  "not_authed",
  "org_login_required",
  "token_expired",
  "token_revoked",
]);
const installRetryMs = 60_000;

/** Whether Slack's no, such as token_revoked, is to the token: waiting does not help. */
export function isTokenRefused(code: string | null): boolean {
  return code !== null && installMatters.has(code);
}

/** Errors of Slack's that pass. Every other one needs a person: no retry. */
const passing: ReadonlySet<string> = new Set([
  ...doubtful,
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);
/** The connection never stood, so nothing can have arrived. */
const neverSent: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * What a failed call to Slack means for the outbox: whether to try again, when, and whether the
 * message may have arrived all the same. Anything that is no error of Slack's is thrown on.
 */
export function notifierTrouble(error: unknown, isFile = false): NotifierTrouble {
  if (error instanceof NotifierTrouble) return error;
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = Math.max(1, error.retryAfter) * 1_000;
    return new NotifierTrouble("Slack asked for a pause", retryAfterMs, false, "everything");
  }
  if (error instanceof WebAPIRequestError) {
    const isSent = !neverSent.has(networkCode(error));
    return new NotifierTrouble("Slack could not be reached", networkRetryMs, isSent);
  }
  if (error instanceof WebAPIHTTPError) {
    const isTheirs = error.statusCode >= 500;
    const message = `Slack answered with status ${error.statusCode}`;
    return new NotifierTrouble(message, isTheirs ? serverRetryMs : null, isTheirs);
  }
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    const needed = neededScope(error);
    const message = `Slack refused the message: ${code}${needed === "" ? "" : ` (${needed})`}`;
    return new NotifierTrouble(message, retryOf(code), doubtful.has(code), scopeOf(error, isFile));
  }
  throw error;
}

/**
 * What takes nothing may take it later, without any change to a message: a channel is taken out of
 * the archive, the app invited, a scope granted. Source: Slack, errors of chat.postMessage.
 */
const closedPlaces: ReadonlySet<string> = new Set([
  "access_denied",
  "channel_not_found",
  "ekm_access_denied",
  "is_archived",
  "messages_tab_disabled",
  "no_permission",
  "not_in_channel",
  "restricted_action",
  "restricted_action_read_only_channel",
  "team_access_not_granted",
  "user_not_found",
]);

/** Words arrive in public channels that the app is no member of, and without files:write. */
function scopeOf(error: WebAPIPlatformError, isFile: boolean): TroubleScope {
  const code = error.data.error;
  if (isFile) return code === "is_archived" ? "place" : "message";
  return neededScope(error) === "chat:write" || closedPlaces.has(code) ? "place" : "message";
}

/** The scope that Slack says is missing; empty for any other refusal. */
function neededScope({ data }: WebAPIPlatformError): string {
  return data.error === "missing_scope" && "needed" in data ? String(data.needed) : "";
}

function retryOf(code: string): number | null {
  if (installMatters.has(code)) return installRetryMs;
  return passing.has(code) ? serverRetryMs : null;
}

/** The code of Slack's own refusal, such as `message_not_found`; null for any other error. */
export function platformCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

function networkCode(error: WebAPIRequestError): string {
  const { original } = error;
  const cause: unknown = original.cause ?? original;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

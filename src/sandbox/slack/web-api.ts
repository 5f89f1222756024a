import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { accessMethods, refuseToken } from "./api/access.ts";
import { attachmentMethods } from "./api/attachments.ts";
import { blockMethods } from "./api/blocks.ts";
import { chatMethods } from "./api/chat.ts";
import { conversationMethods } from "./api/conversations.ts";
import { fileMethods, takeUpload } from "./api/files.ts";
import { type Args, type Method, type MethodAnswer, refuse, stringArg } from "./api/method.ts";
import { oauthMethods } from "./api/oauth.ts";
import { peopleMethods } from "./api/people.ts";
import { userGroupMethods } from "./api/user-groups.ts";
import { viewMethods } from "./api/views.ts";
import { isRecord } from "./block-checks.ts";
import type { Slack } from "./payloads.ts";
import { scopeMeanings, scopesFor } from "./scopes.ts";
import { changed, type Workspace } from "./workspace.ts";

const methods: Record<string, Method> = {
  "api.test": () => ({ ok: true }),
  ...accessMethods,
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...viewMethods,
  ...attachmentMethods,
  ...blockMethods,
  ...fileMethods,
  ...oauthMethods,
  ...userGroupMethods,
};

/** What a client waits when it is told that it calls too often. */
const RETRY_AFTER_SECONDS = 1;

/** Methods that ask for no token. */
const openMethods = new Set(["api.test", "blocks.validate", "oauth.v2.access"]);

/** Slack's Web API for the app with this token: `POST /api/chat.postMessage` and the others. */
export function webApi(slack: Slack): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const { chaos } = slack.workspace;
  app.all("/api/:method", async (context) => {
    const method = context.req.param("method");
    const startedMs = performance.now();
    const note = (status: number | null, error?: string) =>
      record(slack.workspace, method, { status, error: error ?? null, startedMs });
    if (chaos.isDown) {
      note(503, "Slack is down");
      return unavailable(context);
    }
    const answer = await call(slack, method, context);
    if (answer.error === "ratelimited") {
      note(429, answer.error);
      context.header("Retry-After", String(RETRY_AFTER_SECONDS));
      return context.json(answer, 429);
    }
    if (method === "chat.postMessage" && answer.ok && chaos.dropAnswers > 0) {
      chaos.dropAnswers -= 1;
      note(null, "the answer was lost");
      context.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    note(200, answer.error);
    return context.json(answer);
  });
  app.post("/upload/:id", async (context) => {
    if (chaos.isDown) return unavailable(context);
    const file = takeUpload(slack, context.req.param("id"), await uploadedBytes(context));
    return file ? context.text(`OK - ${file.sizeBytes}`) : context.text("not found", 404);
  });
  return app;
}

/** So many calls are kept. */
const CALLS_KEPT = 500;

function record(
  workspace: Workspace,
  method: string,
  what: { status: number | null; error: string | null; startedMs: number },
): void {
  const { status, error, startedMs } = what;
  const tookMs = Math.round(performance.now() - startedMs);
  workspace.calls.push({ at: workspace.now(), method, status, error, tookMs });
  if (workspace.calls.length > CALLS_KEPT) workspace.calls.shift();
  changed(workspace, "hood");
}

async function call(slack: Slack, name: string, context: Context): Promise<MethodAnswer> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return { ...refuse("unknown_method"), req_method: name };
  try {
    const args = await readArgs(context);
    const header = context.req.header("authorization") ?? "";
    Object.assign(args, basic(header));
    const token = /^Bearer (.+)$/i.exec(header)?.[1] ?? stringArg(args, "token");
    const refusal = openMethods.has(name) ? null : refuseToken(slack.workspace, name, token);
    const scopes = slack.workspace.tokens.get(token ?? "")?.scopes ?? Object.keys(scopeMeanings);
    if (token) context.header("x-oauth-scopes", scopes.join(","));
    context.header("x-accepted-oauth-scopes", scopesFor(name).join(","));
    if (refusal) return refusal;
    if (isTooFast(slack, name, args)) return refuse("ratelimited");
    return method(slack, { ...args, token });
  } catch (error) {
    // JSON that can't be read, in the body or in one of its fields.
    if (error instanceof SyntaxError) return refuse("invalid_json");
    throw error;
  }
}

/** How all of Slack answers when it is down. */
export function unavailable(context: Context): Response {
  return context.text("Service Unavailable", 503);
}

function isTooFast(slack: Slack, name: string, args: Args): boolean {
  const { chaos, postedMs, wallMs } = slack.workspace;
  if (chaos.rateLimitStorm && name.startsWith("chat.")) return true;
  if (!chaos.onePerSecond || name !== "chat.postMessage") return false;
  const channel = stringArg(args, "channel") ?? "";
  const since = wallMs() - (postedMs.get(channel) ?? Number.NEGATIVE_INFINITY);
  if (since < RETRY_AFTER_SECONDS * 1000) return true;
  postedMs.set(channel, wallMs());
  return false;
}

/** The client's id and secret, which oauth.v2.access takes as HTTP Basic too. */
function basic(header: string): Args {
  const encoded = /^Basic (.+)$/i.exec(header)?.[1];
  if (!encoded) return {};
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { client_id: id, client_secret: secret.join(":") };
}

async function readArgs(context: Context): Promise<Args> {
  const query = context.req.query();
  if (context.req.method === "GET") return query;
  const type = context.req.header("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    return { ...query, ...(await context.req.parseBody()) };
  }
  const body = await context.req.text();
  if (type.startsWith("application/json")) {
    const json: unknown = body === "" ? {} : JSON.parse(body);
    return { ...query, ...(isRecord(json) ? json : {}) };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
}

async function uploadedBytes(context: Context): Promise<Uint8Array> {
  const type = context.req.header("content-type") ?? "";
  if (!type.startsWith("multipart/form-data"))
    return new Uint8Array(await context.req.arrayBuffer());
  for (const part of Object.values(await context.req.parseBody())) {
    if (part instanceof File) return new Uint8Array(await part.arrayBuffer());
  }
  return new Uint8Array();
}

import { Hono } from "hono";
import { type Content, isRefusal, type MethodAnswer, readContent, refuse } from "./api/method.ts";
import { isRecord } from "./block-checks.ts";
import { findMessage } from "./conversations.ts";
import { replaceBlocks } from "./earlier-blocks.ts";
import type { ResponseUrl } from "./model.ts";
import type { Slack } from "./payloads.ts";
import {
  deleteMessage,
  dismissEphemeral,
  editMessage,
  postMessage,
  showEphemeral,
} from "./post.ts";
import { takeResponseUrl } from "./triggers.ts";
import { changed } from "./workspace.ts";

/** The addresses an app answers commands and clicks at: five times within 30 minutes. */
export function responseUrls(slack: Slack): Hono {
  const app = new Hono();
  app.post("/response/:id", async (context) => {
    if (slack.workspace.chaos.isDown) return context.text("Service Unavailable", 503);
    const url = takeResponseUrl(slack.workspace, context.req.param("id"));
    if (typeof url === "string") return context.json(refuse(url), 404);
    const body: unknown = await context.req.json().catch(() => null);
    if (!isRecord(body)) return context.json(refuse("invalid_payload"), 400);
    const answer = respond(slack, url, body);
    return context.json(answer, answer.ok ? 200 : 400);
  });
  return app;
}

function respond(slack: Slack, url: ResponseUrl, body: Record<string, unknown>): MethodAnswer {
  if (body["delete_original"] === true) return remove(slack, url);
  const content = readContent(body);
  if (isRefusal(content)) return content;
  if (!content.text && !content.blocks?.length) return refuse("no_text");
  const isEphemeral = body["response_type"] !== "in_channel";
  if (replaces(url, body) && replace(slack, url, content)) return { ok: true };
  const threadTs = typeof body["thread_ts"] === "string" ? body["thread_ts"] : undefined;
  const draft = {
    channelId: url.channelId,
    text: content.text ?? "",
    blocks: content.blocks ?? [],
    threadTs,
  };
  if (isEphemeral) showEphemeral(slack.workspace, { ...draft, personId: url.personId });
  else postMessage(slack.workspace, { ...draft, userId: slack.workspace.bot.id });
  return { ok: true };
}

// An answer to a click replaces what was clicked only if it says so or names no type.
function replaces(url: ResponseUrl, body: Record<string, unknown>): boolean {
  if (url.origin.kind === "command") return false;
  if (typeof body["replace_original"] === "boolean") return body["replace_original"];
  return body["response_type"] === undefined;
}

function replace(slack: Slack, url: ResponseUrl, content: Content): boolean {
  const { workspace } = slack;
  const { origin } = url;
  if (origin.kind === "message") {
    const message = findMessage(workspace, url.channelId, origin.ts);
    if (message) editMessage(workspace, message, content);
    return message !== undefined;
  }
  if (origin.kind === "command") return false;
  const shown = workspace.ephemerals.find((one) => one.ts === origin.ts);
  if (!shown) return false;
  shown.text = content.text ?? shown.text;
  replaceBlocks(shown, content.blocks ?? []);
  changed(workspace, "conversation");
  return true;
}

function remove(slack: Slack, url: ResponseUrl): MethodAnswer {
  const { origin, channelId } = url;
  if (origin.kind === "message") deleteMessage(slack.workspace, channelId, origin.ts);
  if (origin.kind === "ephemeral") dismissEphemeral(slack.workspace, origin.ts);
  return { ok: true };
}

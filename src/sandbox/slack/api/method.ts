import type { KnownBlock } from "@slack/web-api";
import { type BlockProblem, formatProblem, isRecord } from "../block-checks.ts";
import { withIds } from "../elements.ts";
import type { MessageMetadata } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { validateBlocks } from "../validate-blocks.ts";

/** The arguments of a call, whether they came as a form or as JSON. */
export type Args = Record<string, unknown>;

/** What a method answers: `ok`, and the error or the result. */
export type MethodAnswer = { ok: boolean; error?: string } & Record<string, unknown>;

/** One Web API method. */
export type Method = (slack: Slack, args: Args) => MethodAnswer;

/** A refusal in Slack's words. */
export function refuse(error: string, details: string[] = []): MethodAnswer {
  return {
    ok: false,
    error,
    ...(details.length > 0 ? { errors: details, response_metadata: { messages: details } } : {}),
  };
}

/** A refusal of blocks or of a view, with what is wrong where. */
export function refuseProblems(error: string, problems: BlockProblem[]): MethodAnswer {
  const tooLong = problems.some((problem) => problem.message === "msg_blocks_too_long");
  return refuse(tooLong ? "msg_blocks_too_long" : error, problems.map(formatProblem));
}

/** A string argument, or undefined. Numbers come as strings in forms. */
export function stringArg(args: Args, name: string): string | undefined {
  const value = args[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A boolean argument; forms send "true" and "1". */
export function flagArg(args: Args, name: string): boolean {
  return args[name] === true || args[name] === "true" || args[name] === "1";
}

/** An argument that is JSON: parsed if it came as a string. Throws a SyntaxError on bad JSON. */
export function jsonArg(args: Args, name: string): unknown {
  const value = args[name];
  return typeof value === "string" && value !== "" ? JSON.parse(value) : value;
}

/** The message part of a call: text, blocks, attachments, metadata, or the refusal. */
export type Content = {
  text: string | undefined;
  blocks: KnownBlock[] | undefined;
  attachments: unknown[];
  metadata: MessageMetadata | undefined;
};

/** Text of a new message may be this long; Slack cuts it, so that nothing more is shown. */
const TEXT_CUT_AT = 40_000;

/** Reads and checks what a message is to say. */
export function readContent(args: Args): Content | MethodAnswer {
  const blocks = jsonArg(args, "blocks");
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) return refuse("invalid_blocks_format");
    const problems = validateBlocks(blocks, "message");
    if (problems.length > 0) return refuseProblems("invalid_blocks", problems);
  }
  const attachments = jsonArg(args, "attachments");
  const metadata = jsonArg(args, "metadata");
  if (metadata !== undefined && !isMetadata(metadata)) return refuse("invalid_metadata_format");
  const text = typeof args["text"] === "string" ? args["text"].slice(0, TEXT_CUT_AT) : undefined;
  return {
    text,
    blocks: blocks === undefined ? undefined : withIds(blocks as KnownBlock[]),
    attachments: Array.isArray(attachments) ? attachments : [],
    metadata,
  };
}

function isMetadata(value: unknown): value is MessageMetadata {
  return (
    isRecord(value) && typeof value["event_type"] === "string" && isRecord(value["event_payload"])
  );
}

/** Whether reading the content ended in a refusal. */
export function isRefusal(content: Content | MethodAnswer): content is MethodAnswer {
  return "ok" in content;
}

/** One page of a list, with the cursor of the next; cursors are plain offsets. */
export function pageOf<T>(items: T[], args: Args, byDefault: number) {
  const limit = Math.min(
    Math.max(Number(stringArg(args, "limit") ?? byDefault) || byDefault, 1),
    999,
  );
  const from = Number(stringArg(args, "cursor") ?? 0) || 0;
  const page = items.slice(from, from + limit);
  const next = from + limit < items.length ? String(from + limit) : "";
  return { page, has_more: next !== "", response_metadata: { next_cursor: next } };
}

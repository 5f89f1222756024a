import type { WebClient } from "@slack/web-api";
import { NotifierTrouble } from "../operations/ports.ts";

/** A file that takes longer is given up; nobody has seen it yet. */
const uploadWithinMs = 30_000;

/** Hands a file over to Slack, where nobody sees it until it is shared; gives its id. */
export async function uploadContent(
  client: WebClient,
  filename: string,
  content: string,
): Promise<string> {
  const bytes = Buffer.from(content, "utf8");
  const { upload_url: url, file_id: fileId } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.length,
  });
  if (!url || !fileId) throw new Error("Slack told no place to upload a file to");
  const answer = await send(url, bytes);
  if (!answer.ok) {
    const message = `Slack took no file: status ${answer.status}`;
    throw new NotifierTrouble(message, 30_000, false);
  }
  return fileId;
}

async function send(url: string, body: Buffer<ArrayBuffer>): Promise<Response> {
  const signal = AbortSignal.timeout(uploadWithinMs);
  try {
    return await fetch(url, { method: "POST", body, redirect: "error", signal });
  } catch {
    throw new NotifierTrouble("Slack could not be reached with a file", 30_000, false);
  }
}

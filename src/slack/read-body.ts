import type { IncomingMessage } from "node:http";

/** Slack's largest deliveries stay far below it. */
export const bodyLimit = 1_048_576;

/** So much of a body that is too large is still read, so that its sender hears the answer. */
const drainLimit = 16 * bodyLimit;

/** The whole body, or null where it is larger than `bodyLimit` bytes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > drainLimit) return null;
  }
  return size > bodyLimit ? null : Buffer.concat(chunks);
}

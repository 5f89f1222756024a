import { randomBytes } from "node:crypto";

/** Random bytes are fetched for many ids at once: a call for each costs more than the rest. */
const pool = { bytes: new Uint8Array(0), used: 0 };
const poolSize = 10 * 1024;

/**
 * A UUIDv7 (RFC 9562): milliseconds first, so that rows made together lie together in the index,
 * then chance.
 */
export function uuidV7(now: number = Date.now()): string {
  if (pool.used + 10 > pool.bytes.length) {
    pool.bytes = randomBytes(poolSize);
    pool.used = 0;
  }
  const random = pool.bytes.subarray(pool.used, pool.used + 10);
  pool.used += 10;
  const time = now.toString(16).padStart(12, "0");
  const chance = Buffer.from(random).toString("hex");
  const variant = (8 | (random[2]! & 3)).toString(16);
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-` +
    `${variant}${chance.slice(5, 8)}-${chance.slice(8, 20)}`
  );
}

import { expect } from "vitest";
import { execute, inTransaction } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import { checkInvariants } from "../../src/store/invariants.ts";

/**
 * Plants a violation with the triggers off, asks the oracles, and takes everything back: what they
 * reported, as "O2 the reversed run left something: BR-1".
 */
export async function breachesAfter(
  client: PrismaClient,
  ...statements: readonly string[]
): Promise<string[]> {
  const found: string[] = [];
  const takeBack = new Error("take it back");
  const planted = inTransaction(client, async (tx) => {
    await execute(tx, "SET LOCAL session_replication_role = replica");
    for (const statement of statements) await execute(tx, statement);
    for (const { invariant, message } of await checkInvariants(tx)) {
      found.push(`${invariant} ${message}`);
    }
    throw takeBack;
  });
  await expect(planted).rejects.toBe(takeBack);
  return found;
}

import { afterAll, beforeAll, expect, it } from "vitest";
import {
  auditHeadText,
  readAuditHead,
  verifyAudit,
} from "../../../src/operations/audit/verify-audit.ts";
import { auditReader } from "../../../src/store/audit.ts";
import { connect, execute, inTransaction } from "../../../src/store/database.ts";
import type { PrismaClient } from "../../../src/store/generated/client.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "../../store/small-books.ts";

let small: SmallBooks;
let client: PrismaClient;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
  await postNovember(small);
  client = connect(small.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await small?.close();
});

/** Verifies a trail that somebody with the password tampered with, and takes it back. */
async function verifyAfter(statement: string, kept: { seq: number; hash: string } | null = null) {
  const takeBack = new Error("take it back");
  let found: unknown;
  const tampered = inTransaction(client, async (tx) => {
    await execute(tx, "SET LOCAL session_replication_role = replica");
    await execute(tx, statement);
    const books = { ...small.books, ...auditReader(tx) };
    found = await verifyAudit({ ...small.world, books }, kept);
    throw takeBack;
  });
  await expect(tampered).rejects.toBe(takeBack);
  return found;
}

it("a trail as it was written is sound, and keeps every head that it had", async () => {
  const head = await small.books.auditHead();
  if (!head) throw new Error("the trail is empty");
  expect(head.seq).toBeGreaterThan(4);
  expect(await verifyAudit(small.world, head)).toEqual({
    rows: head.seq,
    sound: head,
    broken: null,
    keepsHead: true,
  });
  expect(readAuditHead(auditHeadText(head))).toEqual(head);
  const other = { ...head, hash: "0".repeat(64) };
  expect(await verifyAudit(small.world, other)).toMatchObject({ keepsHead: false });
});

it.each([
  ["changed", "UPDATE audit_entry SET outcome = 'done', actor_name = 'Eve' WHERE seq = 3"],
  ["deleted", "DELETE FROM audit_entry WHERE seq = 3"],
  ["moved", "UPDATE audit_entry SET seq = 3000 WHERE seq = 3"],
])("a row that was %s is the first broken one", async (_what, statement) => {
  expect(await verifyAfter(statement)).toMatchObject({ sound: { seq: 2 }, broken: 3 });
});

it("a beginning that was cut off is seen", async () => {
  const cut = "DELETE FROM audit_entry WHERE seq < (SELECT max(seq) FROM audit_entry)";
  expect(await verifyAfter(cut)).toMatchObject({ broken: 1, sound: null });
});

it("an end that was cut off is sound in itself, and betrayed by a head kept earlier", async () => {
  const head = await small.books.auditHead();
  const cut = "DELETE FROM audit_entry WHERE seq > 4";
  expect(await verifyAfter(cut, head)).toMatchObject({ broken: null, keepsHead: false, rows: 4 });
});

it.each(["", "12", "12:abc", `x:${"0".repeat(64)}`, `12:${"0".repeat(64)} 3`])(
  "%j is no head of a trail",
  (text) => expect(readAuditHead(text)).toBeNull(),
);

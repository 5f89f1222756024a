import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freezeBilling } from "../../src/operations/freeze/freeze-billing.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { launch, openSmallBooks, previewNovember, type SmallBooks } from "./small-books.ts";

/*
 * What the database refuses while billing is frozen, and about a freeze, whoever writes.
 */

let small: SmallBooks;
const lee = "(SELECT id FROM member WHERE name = 'Lee')";
const dana = "(SELECT id FROM member WHERE name = 'Dana')";

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
  await launch(small, await previewNovember(small, { accounts: ["acme"] }));
});

afterAll(async () => {
  await expectSoundBooks(small.books);
  await small.close();
});

const lift = (by: string, askedAt = "now()") => `
  UPDATE billing_freeze SET asked_at = ${askedAt}, asked_by = ${dana}, asked_by_name = 'Dana',
    lifted_at = now(), lifted_by = ${by}, lifted_by_name = 'x' WHERE lifted_at IS NULL`;

beforeEach(async () => {
  await small.sql(lift(lee));
  await freezeBilling(small.world, small.maker, { reason: "test" });
});

const aLine = `
  INSERT INTO document_line (id, run_id, position, account, subscription, charge, kind, from_on,
    to_on, period_from_on, correction, corrects, quantity, amount_minor, discount_minor, tax_minor,
    discounts, taxes, terms, why)
  SELECT gen_random_uuid(), id, 0, 'acme', 's-acme', 'x', 'recurring', '2026-11-01', '2026-12-01',
    '2026-11-01', 0, '{}', 1, 0, 0, 0, '[]', '[]', '', '' FROM bill_run WHERE number = 1`;

describe("while billing is frozen the database refuses", () => {
  it.each([
    ["a line", aLine],
    ["a document", "INSERT INTO document SELECT * FROM document WHERE false"],
    [
      "a run that goes on",
      "UPDATE bill_run SET state = 'running' WHERE number = 1 AND state = 'paused'",
    ],
  ])("%s", async (what, statement) => {
    if (what === "a run that goes on") {
      await small.sql("UPDATE bill_run SET state = 'paused' WHERE number = 1");
    }
    await expect(small.sql(statement)).rejects.toThrow("billing is frozen");
    await small.sql(lift(lee));
    if (what === "a run that goes on") await small.sql(statement);
  });
});

describe("a freeze", () => {
  it.each([
    [
      "is there once",
      `INSERT INTO billing_freeze (id, frozen_at, frozen_by, frozen_by_name)
      VALUES (gen_random_uuid(), now(), ${lee}, 'Lee')`,
      /billing_freeze_one/,
    ],
    ["is not lifted by one person", lift(dana), /billing_freeze_lifted_by_two/],
    [
      "is not lifted by somebody who was asked more than an hour ago",
      lift(lee, "now() - interval '61 minutes'"),
      /billing_freeze_lifted_by_two/,
    ],
    ["keeps who froze and why", "UPDATE billing_freeze SET reason = 'x'", /stands as it was/],
    ["is never deleted", "DELETE FROM billing_freeze", /stands as it was/],
    ["is never truncated", "TRUNCATE billing_freeze", /never changed/],
  ])("%s", async (_, statement, message) => {
    await expect(small.sql(statement)).rejects.toThrow(message);
  });
});

it("whoever freezes waits until what is being posted is committed", async () => {
  await small.sql(lift(lee));
  let release: () => void = () => {};
  const isPosting = new Promise<void>((begun) => {
    void small.books.write(async (tx) => {
      await tx.freezeNow();
      begun();
      await new Promise<void>((done) => {
        release = done;
      });
    });
  });
  await isPosting;
  let isFrozen = false;
  const frozen = freezeBilling(small.world, small.maker, { reason: null }).then(() => {
    isFrozen = true;
  });
  await new Promise((done) => setTimeout(done, 150));
  expect(isFrozen).toBe(false);
  release();
  await frozen;
  expect(await small.books.currentFreeze()).not.toBeNull();
});

it("a role is given once by each source, and counts while one gives it", async () => {
  const grant = (source: string) => `INSERT INTO role_grant (member_id, role, source, given_by,
    given_at) SELECT id, 'viewer', '${source}', 'Ada', now() FROM member WHERE name = 'Dana'`;
  const roles = async () =>
    (await small.books.listMembers()).find(({ name }) => name === "Dana")?.roles;
  await small.sql(grant("S1"));
  await small.sql(grant("S2"));
  await expect(small.sql(grant("S2"))).rejects.toThrow("role_grant_pkey");
  expect(await roles()).toEqual(["viewer", "preparer"]);
  await small.sql("DELETE FROM role_grant WHERE source = 'S1'");
  expect(await roles()).toEqual(["viewer", "preparer"]);
  await small.sql("DELETE FROM role_grant WHERE source = 'S2'");
  expect(await roles()).toEqual(["preparer"]);
});

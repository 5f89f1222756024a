import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { breachesAfter } from "./breaches-after.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
let client: PrismaClient;

beforeAll(async () => {
  small = await openSmallBooks(
    smallCompany([{ key: "acme" }, { key: "branch", parent: "acme" }, { key: "zeta" }]),
  );
  await postNovember(small);
  client = connect(small.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await small?.close();
});

const copyOfLine = (changes: Readonly<Record<string, string>>) => {
  const columns = `id, document_id, run_id, position, account, subscription, charge, kind, from_on,
    to_on, period_from_on, correction, corrects, quantity, amount_minor, discount_minor, tax_minor,
    discounts, taxes, terms, why`;
  const values = columns.split(/,\s*/).map((name) => changes[name] ?? name);
  return `INSERT INTO document_line (${columns}) SELECT ${values.join(", ")} FROM document_line
    WHERE subscription = 's-zeta'`;
};

const planted: readonly (readonly [string, readonly string[], string])[] = [
  [
    "a day is billed twice under another name",
    [copyOfLine({ id: "gen_random_uuid()", from_on: "from_on + 4", amount_minor: "0" })],
    "O1 days are billed or given back twice: s-zeta seats from 2026-11-05",
  ],
  [
    "more is given back than was billed",
    [
      copyOfLine({
        id: "gen_random_uuid()",
        kind: "'credit'",
        to_on: "to_on + 1",
        corrects: "ARRAY['2026-11-01/recurring/0']",
        amount_minor: "0",
      }),
    ],
    "O1 days are billed or given back twice: s-zeta seats from 2026-12-01",
  ],
  [
    "a line has the name of another",
    ["DROP INDEX document_line_billed_once", copyOfLine({ id: "gen_random_uuid()" })],
    "O1 a line has the name of another: s-zeta seats 2026-11-01/recurring/0",
  ],
  [
    "an account of an ended run has no result",
    ["UPDATE bill_run_account SET launch_result = NULL WHERE account = 'zeta'"],
    "O2 eligible is not the sum of the results: BR-1",
  ],
  [
    "a chunk counts other results than its accounts have",
    [`UPDATE bill_run_chunk SET launch_counts = '{"billed": 7}'`],
    "O2 the chunk counts other results than it has: BR-1 chunk 0",
  ],
  [
    "a chunk sums up another total than its documents have",
    [
      `UPDATE bill_run_chunk
          SET launch_sums = jsonb_set(launch_sums, '{totals,USD,invoiced}', '1')`,
    ],
    "O2 the chunk sums up other totals than it has: BR-1 chunk 0",
  ],
  [
    "a billed account has no line",
    ["DELETE FROM document_line WHERE account = 'branch'"],
    "O2 the result does not fit the lines: BR-1 branch",
  ],
  [
    "a payer was billed something else than previewed",
    ["UPDATE bill_run_account SET launch_digest = 'sha256:other' WHERE account = 'acme'"],
    "O2 what was billed is not what was approved: BR-1 acme",
  ],
  [
    "a posted line is not what was approved",
    ["UPDATE document_line SET why = 'because' WHERE account = 'zeta'"],
    "O2 what is posted is not what was approved: BR-1 zeta",
  ],
  [
    "the run's digest is another one",
    ["UPDATE bill_run SET digest = 'sha256:other'"],
    "O2 what is posted is not what was approved: BR-1",
  ],
  [
    "a header is not the sum of its lines",
    ["UPDATE document SET subtotal_minor = 1, total_minor = 1 WHERE account = 'zeta'"],
    "O3 the document is not the sum of its lines: INV-2026-000002",
  ],
  [
    "a document has a tax that its header does not know",
    [`INSERT INTO document_tax SELECT id, 0, 'vat', 19, false, 1, 5 FROM document LIMIT 1`],
    "O3 the tax is not the sum of its rates: INV-2026-000001",
  ],
  [
    "a line's tax is not the sum of its parts",
    [
      `UPDATE document_line SET taxes = '[{"rate": "vat", "percent": "19", "inclusive": false,
         "baseMinor": "1", "taxMinor": "3"}]' WHERE account = 'zeta'`,
    ],
    "O3 the line is not the sum of its parts: s-zeta seats 2026-11-01",
  ],
  [
    "a document is not in the ledger",
    ["DELETE FROM posting WHERE ledger_account = 'receivable'"],
    "O3 the document is not in the ledger with its total: INV-2026-000001",
  ],
  [
    "a line's document is gone",
    ["DELETE FROM document WHERE account = 'zeta'"],
    "O3 the line's document does not exist: line ",
  ],
  [
    "a number is missing",
    ["UPDATE document SET series_position = 7, number = 'INV-2026-000007' WHERE account = 'zeta'"],
    "O4 the numbers have a gap or are behind their counter: invoice 2026",
  ],
  [
    "a counter is ahead of its numbers",
    ["UPDATE number_series SET next = next + 1"],
    "O4 the numbers have a gap or are behind their counter: invoice 2026",
  ],
  [
    "a number is there twice",
    [
      "DROP INDEX document_number_key",
      "DROP INDEX document_legal_entity_id_type_series_year_series_position_key",
      "UPDATE document SET series_position = 1, number = 'INV-2026-000001'",
    ],
    "O4 the number is there twice: INV-2026-000001",
  ],
  [
    "a number is older than the one before it",
    ["UPDATE document SET posted_at = posted_at - interval '1 h' WHERE account = 'zeta'"],
    "O4 the number comes before an earlier posting: INV-2026-000002",
  ],
  [
    "the counter of runs is ahead of them",
    ["UPDATE bill_run_series SET next = 9"],
    "O4 the runs are not behind their counter: the next is BR-9",
  ],
  [
    "a vote is taken away",
    ["DELETE FROM approval_vote"],
    "O7 launched without enough valid approvals: BR-1",
  ],
  [
    "the only vote is the maker's",
    ["UPDATE bill_run SET created_by = (SELECT member_id FROM approval_vote)"],
    "O7 launched without enough valid approvals: BR-1",
  ],
  [
    "the approval had expired",
    ["UPDATE approval SET expires_at = requested_at"],
    "O7 launched without enough valid approvals: BR-1",
  ],
  [
    "the maker is another one than the trail says",
    ["UPDATE bill_run SET created_by = (SELECT id FROM member WHERE name = 'Lee')"],
    "O7 the trail names another maker: BR-1",
  ],
  [
    "an audit row is edited",
    ["UPDATE audit_entry SET actor_name = 'Lee' WHERE action = 'bill-run.launch'"],
    "O8 the audit chain is broken: row ",
  ],
  [
    "an audit row is taken out",
    ["DELETE FROM audit_entry WHERE action = 'bill-run.launch'"],
    "O8 the audit trail does not know of it: the launch of BR-1",
  ],
  [
    "a vote is not in the trail",
    ["DELETE FROM audit_entry WHERE action = 'bill-run.approve'"],
    "O8 the audit trail does not know of it: the vote of Lee on BR-1",
  ],
  [
    "documents are not in the trail",
    ["DELETE FROM audit_entry WHERE action = 'bill-run.post'"],
    "O8 the audit trail does not know of it: BR-1, of whose 2 documents the trail knows 0",
  ],
  [
    "somebody has a role that nobody gave",
    ["UPDATE member SET roles = '{approver,controller}' WHERE name = 'Lee'"],
    "O8 has roles that nobody gave: Lee",
  ],
  [
    "a freeze was lifted by one person",
    [
      "ALTER TABLE billing_freeze DROP CONSTRAINT billing_freeze_lifted_by_two",
      `INSERT INTO billing_freeze (id, frozen_at, frozen_by, frozen_by_name, asked_at, asked_by,
         asked_by_name, lifted_at, lifted_by, lifted_by_name)
       SELECT gen_random_uuid(), now(), id, name, now(), id, name, now(), id, name FROM member
        WHERE name = 'Lee'`,
    ],
    "O8 a freeze was lifted by one person: of ",
  ],
  [
    "a guard is missing",
    ["DROP TRIGGER posting_is_final ON posting"],
    "O9 the database lacks its guard posting_is_final",
  ],
  [
    "a guard is switched off",
    ["ALTER TABLE document DISABLE TRIGGER document_is_final"],
    "O9 the database lacks its guard document_is_final",
  ],
  [
    "a chunk of an ended run is still leased",
    ["UPDATE bill_run_chunk SET leased_by = 'w1'"],
    "O10 a chunk of an ended run is not done: BR-1 chunk 0",
  ],
];

describe("an oracle sees that", () => {
  it.each(planted)("%s", async (_, statements, breach) => {
    const found = await breachesAfter(client, ...statements);
    expect(found.filter((each) => each.startsWith(breach))).not.toEqual([]);
  });

  it("an entry does not sum to zero", async () => {
    const found = await breachesAfter(client, "UPDATE posting SET amount_minor = 1");
    expect(found.join("\n")).toMatch(/O3 the journal entry does not sum to zero: entry /);
  });
});

it("sound books have no breach, before and after all that", async () => {
  await expectSoundBooks(small.books);
});

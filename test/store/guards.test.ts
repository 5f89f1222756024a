import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../src/store/database.ts";
import { missingGuards } from "../../src/store/guards.ts";
import { openBooks } from "../../src/store/open-books.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, postNovember, previewNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta", seats: "2" }]));
  await postNovember(small);
  await previewNovember(small);
});

afterAll(() => small?.close());

const aLine = `INSERT INTO document_line (id, document_id, run_id, position, account, subscription,
    charge, kind, from_on, to_on, period_from_on, correction, corrects, quantity, amount_minor,
    discount_minor, tax_minor, discounts, taxes, terms, why)
  SELECT gen_random_uuid(), document_id, run_id, 9, account, subscription, charge, kind, from_on,
         to_on, period_from_on, 0, corrects, quantity, amount_minor, discount_minor, tax_minor,
         discounts, taxes, terms, why FROM document_line LIMIT 1`;

const aDocument = (position: number, total: number) => `
  INSERT INTO document (id, legal_entity_id, run_id, type, series_year, series_position, number,
    account, currency, invoice_on, due_on, subtotal_minor, discount_minor, tax_minor, total_minor,
    posted_at)
  SELECT gen_random_uuid(), legal_entity_id, run_id, type, series_year, ${position},
         'INV-2026-00000${position}', account, currency, invoice_on, due_on, ${total}, 0, 0,
         ${total}, posted_at FROM document LIMIT 1`;

const lee = "(SELECT id FROM member WHERE name = 'Lee')";

const runId = (number: number) => `(SELECT id FROM bill_run WHERE number = ${number})`;

const refused: readonly (readonly [string, string, RegExp])[] = [
  ["a posted document is changed", "UPDATE document SET total_minor = 1", /never changed/],
  ["a posted document is deleted", "DELETE FROM document", /never changed/],
  ["documents are truncated", "TRUNCATE document CASCADE", /never changed/],
  ["a posted line is changed", "UPDATE document_line SET why = 'x'", /never changed/],
  ["a posted line is deleted", "DELETE FROM document_line", /never changed/],
  ["a posted tax is deleted", "DELETE FROM document_tax", /never changed/],
  ["a journal entry is deleted", "DELETE FROM journal_entry", /never changed/],
  ["a posting is changed", "UPDATE posting SET amount_minor = 5", /never changed/],
  ["the audit trail is changed", "UPDATE audit_entry SET outcome = 'x'", /never changed/],
  ["the audit trail is truncated", "TRUNCATE audit_entry", /never changed/],
  ["a vote is changed", "UPDATE approval_vote SET decision = 'reject'", /never changed/],
  ["the same is billed twice", aLine, /document_line_billed_once/],
  [
    "a line is added to a posted document",
    aLine.replace("period_from_on, 0,", "period_from_on, 7,"),
    /nothing is added/,
  ],
  [
    "a tax is added to a posted document",
    `INSERT INTO document_tax SELECT id, 7, 'vat', 19, false, 1, 0 FROM document LIMIT 1`,
    /nothing is added/,
  ],
  [
    "a line has no document",
    aLine
      .replace("document_id, run_id, 9", "gen_random_uuid(), run_id, 9")
      .replace("period_from_on, 0,", "period_from_on, 7,"),
    /document_line_document_id_fkey/,
  ],
  [
    "something is billed without a document",
    aLine
      .replace("document_id, run_id, 9", "NULL, run_id, 9")
      .replace("period_from_on, 0,", "period_from_on, 7,"),
    /document_line_silent/,
  ],
  ["a document has no lines", aDocument(3, 500), /not the sum of its lines/],
  [
    "a header does not add up",
    aDocument(3, 500).replace("500, 0, 0", "400, 0, 0"),
    /document_adds_up/,
  ],
  ["a number does not fit its place", aDocument(3, 1).replace("'INV-", "'XX-"), /document_number/],
  ["a number is given twice", aDocument(2, 1), /document_number_key|series_position_key/],
  ["a counter is turned back", "UPDATE number_series SET next = 1", /never given out twice/],
  ["a counter is deleted", "DELETE FROM number_series", /never given out twice/],
  [
    "an entry does not sum to zero",
    "INSERT INTO posting SELECT id, 7, 'revenue', 5 FROM journal_entry LIMIT 1",
    /do not sum to zero/,
  ],
  [
    "a run is born launched",
    `INSERT INTO bill_run (id, name, kind, state, target_on, invoice_on, as_of_on, selection,
       created_by, last_edited_by, created_at, digest, launched_at, launched_by)
     SELECT gen_random_uuid(), name, kind, 'running', target_on, invoice_on, as_of_on, selection,
       created_by, last_edited_by, created_at, digest, now(), created_by
       FROM bill_run LIMIT 1`,
    /begins as a draft/,
  ],
  [
    "a run jumps over its approval",
    `UPDATE bill_run SET state = 'running', launched_at = now(), launched_by = created_by
      WHERE number = 2`,
    /cannot go from previewed to running/,
  ],
  [
    "a launched run gets other terms",
    "UPDATE bill_run SET invoice_on = '2026-12-01' WHERE number = 1",
    /its terms stand/,
  ],
  [
    "a decided request is voted on",
    `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at)
     SELECT a.id, r.created_by, 'Dana', '{approver}', 'approve', now()
       FROM approval a JOIN bill_run r ON r.id = a.run_id LIMIT 1`,
    /the request is decided/,
  ],
  ["a counter is emptied", "TRUNCATE number_series", /never changed/],
  [
    "a previewed run gets another maker",
    `UPDATE bill_run SET created_by = ${lee}, last_edited_by = ${lee} WHERE number = 2`,
    /keeps its maker/,
  ],
  [
    "a previewed run gets another editor",
    `UPDATE bill_run SET last_edited_by = ${lee} WHERE number = 2`,
    /edited by whoever previews it/,
  ],
  ["a run gets another number", "UPDATE bill_run SET number = 7 WHERE number = 2", /keeps its/],
  [
    "a run was made at another time",
    "UPDATE bill_run SET created_at = now() WHERE number = 2",
    /keeps its/,
  ],
  ["a run is deleted", "DELETE FROM bill_run WHERE number = 2", /never deleted/],
  ["runs are truncated", "TRUNCATE bill_run CASCADE", /never deleted/],
  [
    "a result of an ended run is changed",
    `UPDATE bill_run_account SET launch_result = 'parked' WHERE run_id = ${runId(1)}`,
    /BR-1 stand/,
  ],
  ["the results of runs are deleted", "DELETE FROM bill_run_account", /BR-1 stand/],
  ["the results of runs are truncated", "TRUNCATE bill_run_account", /never changed/],
  [
    "an account is added to an ended run",
    `INSERT INTO bill_run_account (run_id, account, payer, chunk_id)
     SELECT run_id, 'other', 'other', chunk_id FROM bill_run_account LIMIT 1`,
    /BR-1 stand/,
  ],
  [
    "what was previewed is changed afterwards",
    `UPDATE bill_run_account SET preview_digest = 'sha256:other' WHERE run_id = ${runId(2)}`,
    /BR-2 stand/,
  ],
  ["a decided request asks for less", "UPDATE approval SET required_votes = 2", /stands as it was/],
  ["a decided request is opened again", "UPDATE approval SET state = 'open'", /stands as it was/],
  ["a request is deleted", "DELETE FROM approval", /stands as it was/],
  ["a member gets a role that nobody knows", "UPDATE member SET roles = '{king}'", /member_roles/],
];

describe("the database refuses, whoever writes, when", () => {
  it.each(refused)("%s", async (_, statement, message) => {
    await expect(small.sql(statement)).rejects.toThrow(message);
  });

  it("an approved run is launched although its approval is for another digest", async () => {
    const steps = [
      "BEGIN",
      "UPDATE bill_run SET state = 'awaiting-approval' WHERE number = 2",
      "UPDATE bill_run SET state = 'approved' WHERE number = 2",
      `INSERT INTO approval (id, run_id, digest, requested_by, requested_at, expires_at,
         required_votes, above_minor, including)
       SELECT gen_random_uuid(), id, 'sha256:other', created_by, now(), now() + interval '1 day',
         1, 0, '[]' FROM bill_run WHERE number = 2`,
      `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at)
       SELECT a.id, m.id, m.name, m.roles, 'approve', now()
         FROM approval a, member m WHERE a.state = 'open' AND m.name = 'Lee'`,
      "UPDATE approval SET state = 'approved' WHERE state = 'open'",
      `UPDATE bill_run SET state = 'running', launched_at = now(), launched_by = created_by
        WHERE number = 2`,
    ];
    await expect(small.sql(steps.join(";\n"))).rejects.toThrow(/not approved by enough others/);
  });

  it("somebody approves what they made", async () => {
    const steps = [
      "BEGIN",
      `INSERT INTO approval (id, run_id, digest, requested_by, requested_at, expires_at,
         required_votes, above_minor, including)
       SELECT gen_random_uuid(), id, digest, created_by, now(), now() + interval '1 day', 1, 0, '[]'
         FROM bill_run WHERE number = 2`,
      `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at)
       SELECT a.id, r.created_by, 'Dana', '{approver}', 'approve', now()
         FROM approval a JOIN bill_run r ON r.id = a.run_id WHERE a.state = 'open'`,
    ];
    await expect(small.sql(steps.join(";\n"))).rejects.toThrow(/nobody approves a run/);
  });

  const roleTaken = [
    ["has lost the role", "UPDATE member SET roles = '{viewer}' WHERE name = 'Lee'"],
    ["was deactivated", "UPDATE member SET active = false WHERE name = 'Lee'"],
  ] as const;
  it.each(roleTaken)("somebody votes who %s", async (_, taken) => {
    const steps = [
      "BEGIN",
      taken,
      `INSERT INTO approval (id, run_id, digest, requested_by, requested_at, expires_at,
         required_votes, above_minor, including)
       SELECT gen_random_uuid(), id, digest, created_by, now(), now() + interval '1 day', 1, 0, '[]'
         FROM bill_run WHERE number = 2`,
      `INSERT INTO approval_vote (approval_id, member_id, member_name, roles, decision, voted_at)
       SELECT a.id, ${lee}, 'Lee', '{approver}', 'approve', now()
         FROM approval a WHERE a.state = 'open'`,
    ];
    await expect(small.sql(steps.join(";\n"))).rejects.toThrow(/no role that votes/);
  });

  it("a run ends although an account has no result", async () => {
    const steps = [
      "BEGIN",
      "SET LOCAL session_replication_role = replica",
      "UPDATE bill_run SET state = 'running' WHERE number = 1",
      "UPDATE bill_run_account SET launch_result = NULL WHERE account = 'zeta'",
      "SET LOCAL session_replication_role = origin",
      "UPDATE bill_run SET state = 'completed' WHERE number = 1",
    ];
    await expect(small.sql(steps.join(";\n"))).rejects.toThrow(/without a result/);
  });
});

it("a database with every guard in place is opened, one without a guard is not", async () => {
  const client = connect(small.url, 1);
  expect(await missingGuards(client)).toEqual([]);
  await client.$disconnect();
  await small.sql("ALTER TABLE posting DISABLE TRIGGER posting_sums_to_zero");
  await expect(openBooks(small.url)).rejects.toThrow(
    /lacks posting_sums_to_zero, which guard the books\. Run billrun migrate/,
  );
  await small.sql("ALTER TABLE posting ENABLE TRIGGER posting_sums_to_zero");
});

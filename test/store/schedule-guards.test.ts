import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "../../src/operations/refusal.ts";
import { runScheduleNow } from "../../src/operations/schedules/run-schedule-now.ts";
import { saveSchedule } from "../../src/operations/schedules/save-schedule.ts";
import { connect } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import { monthly } from "../operations/schedules/monthly-plan.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { breachesAfter } from "./breaches-after.ts";
import { openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
let client: PrismaClient;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  const { world, maker } = small;
  expect(isRefusal(await saveSchedule(world, maker, monthly()))).toBe(false);
  const run = await runScheduleNow(world, maker, { key: "monthly", requestKey: "test" });
  expect(isRefusal(run)).toBe(false);
  client = connect(small.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await small?.close();
});

describe("the database refuses, whoever writes, that", () => {
  it.each([
    ["a ring is changed", "UPDATE schedule_slot SET missed = 7"],
    ["a ring is taken away", "DELETE FROM schedule_slot"],
    ["all rings are taken away", "TRUNCATE schedule_slot"],
    ["a schedule is deleted", "DELETE FROM schedule"],
    ["a schedule changes without a version", "UPDATE schedule SET time_of_day = '10:00'"],
    [
      "a schedule goes to another owner unseen",
      "UPDATE schedule SET owner = (SELECT id FROM member WHERE name = 'Lee')",
    ],
    ["a schedule gets another name", "UPDATE schedule SET key = 'other', version = version + 1"],
    ["versions are left out", "UPDATE schedule SET version = version + 2"],
    [
      "one slot is there twice",
      `INSERT INTO schedule_slot (id, schedule_id, key, slot_at, state, reason, rung_at)
       SELECT gen_random_uuid(), schedule_id, key, slot_at, 'skipped', 'x', rung_at
         FROM schedule_slot`,
    ],
    [
      "one run belongs to two slots",
      `INSERT INTO schedule_slot (id, schedule_id, key, slot_at, state, run_id, rung_at)
       SELECT gen_random_uuid(), schedule_id, 'other', slot_at, 'run', run_id, rung_at
         FROM schedule_slot`,
    ],
    [
      "a failed slot has no reason",
      `INSERT INTO schedule_slot (id, schedule_id, key, slot_at, state, rung_at)
       SELECT gen_random_uuid(), schedule_id, 'other', slot_at, 'failed', rung_at
         FROM schedule_slot`,
    ],
    [
      "two schedules have one name",
      `INSERT INTO schedule SELECT gen_random_uuid(), key, version, rhythm, time_of_day, time_zone,
         start_on, target_rule, invoice_rule, selection, options, start, name_template, channel,
         owner, paused, rung_through, created_at, removed_at FROM schedule`,
    ],
  ])("%s", async (_, statement) => {
    await expect(small.sql(statement)).rejects.toThrow();
    await expectSoundBooks(small.books);
  });
});

describe("an oracle sees that", () => {
  it.each([
    [
      "a scheduled run has no ring",
      "DELETE FROM schedule_slot",
      "O12 a scheduled run belongs to no ring: BR-1",
    ],
    [
      "a ring has the run of something else",
      "UPDATE bill_run SET request_key = 'form:1'",
      "O12 the ring's run is not its own: schedule:monthly:now:test",
    ],
    [
      "a schedule is not in the trail",
      "DELETE FROM audit_entry WHERE action = 'schedule.create'",
      "O8 the trail does not know all of the schedule: monthly",
    ],
    [
      "a change of a schedule is not in the trail",
      "UPDATE schedule SET paused = true, version = 2",
      "O8 the trail does not know all of the schedule: monthly",
    ],
  ])("%s", async (_, statement, breach) => {
    expect(await breachesAfter(client, statement)).toContain(breach);
  });
});

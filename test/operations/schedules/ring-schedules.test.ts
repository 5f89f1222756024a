import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { isRefusal, type Refusal } from "../../../src/operations/refusal.ts";
import { listSchedules } from "../../../src/operations/schedules/list-schedules.ts";
import { pauseSchedule } from "../../../src/operations/schedules/pause-schedule.ts";
import { removeSchedule } from "../../../src/operations/schedules/remove-schedule.ts";
import { resumeSchedule } from "../../../src/operations/schedules/resume-schedule.ts";
import { ringSchedules } from "../../../src/operations/schedules/ring-schedules.ts";
import { runScheduleNow } from "../../../src/operations/schedules/run-schedule-now.ts";
import { saveSchedule } from "../../../src/operations/schedules/save-schedule.ts";
import { showSchedule } from "../../../src/operations/schedules/show-schedule.ts";
import type { Actor, World } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { monthly } from "./monthly-plan.ts";

let small: SmallBooks;
let world: World;
let dana: Actor;
let now = new Date();

function at(instant: string): void {
  now = new Date(instant);
}

beforeEach(async () => {
  await small?.close();
  small = await openSmallBooks(smallCompany([{ key: "acme", segment: "a" }]));
  world = { ...small.world, clock: { now: () => now } };
  dana = small.maker;
  at("2026-11-22T10:00:00Z");
});

afterAll(() => small?.close());

function orThrow<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

type SlotRow = { key: string; state: string; missed: number; number: number | null };

const slots = () =>
  small.sql<SlotRow>(
    `SELECT t.key, t.state, t.missed, r.number FROM schedule_slot t
       LEFT JOIN bill_run r ON r.id = t.run_id ORDER BY t.slot_at, t.key`,
  );
const runs = () =>
  small.sql<{ number: number; kind: string; name: string; target: string; dated: string }>(
    `SELECT number, kind, name, target_on::text AS target, invoice_on::text AS dated
       FROM bill_run ORDER BY number`,
  );
const notes = async () =>
  (
    await small.sql<{ data: { text: string; lines?: string[] } }>(
      "SELECT data FROM outbox_message WHERE kind = 'note' ORDER BY position",
    )
  ).map(({ data }) => [data.text, ...(data.lines ?? [])].join(" "));

describe("a ring", () => {
  it("makes one run in the owner's name, with the days of its slot", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2026-11-30T08:59:59Z");
    expect(await ringSchedules(world)).toBe(0);
    at("2026-11-30T09:00:03Z");
    expect(await ringSchedules(world)).toBe(1);
    expect(await runs()).toEqual([
      {
        number: 1,
        kind: "scheduled",
        name: "November 2026",
        target: "2026-11-30",
        dated: "2026-12-01",
      },
    ]);
    expect(await world.books.findRun(1)).toMatchObject({
      state: "previewing",
      createdBy: dana.member.id,
      lastEditedBy: dana.member.id,
    });
    expect(await slots()).toEqual([
      { key: "schedule:monthly:2026-11-30T09:00", state: "run", missed: 0, number: 1 },
    ]);
    expect(await notes()).toEqual([
      "BR-1 was made by the schedule monthly, due on 30 Nov 2026 at 09:00 UTC.",
    ]);
    expect(await ringSchedules(world)).toBe(0);
  });

  it("in ten processes at once makes one run", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2026-11-30T09:00:03Z");
    const rung = await Promise.all(Array.from({ length: 10 }, () => ringSchedules(world)));
    expect(rung.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await runs()).toHaveLength(1);
  });

  it("that was missed comes late, and the thread says so", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2026-12-22T10:00:00Z");
    expect(await ringSchedules(world)).toBe(1);
    expect((await runs())[0]).toMatchObject({ target: "2026-11-30", dated: "2026-12-01" });
    expect(await notes()).toEqual([
      "BR-1 was made by the schedule monthly, due on 30 Nov 2026 at 09:00 UTC. " +
        "It rang late: the service was off when it was due.",
    ]);
  });

  it("covers those that were missed before it, which are written down", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2027-03-01T00:00:00Z");
    expect(await ringSchedules(world)).toBe(4);
    expect(await slots()).toEqual([
      { key: "schedule:monthly:2026-11-30T09:00", state: "skipped", missed: 0, number: null },
      { key: "schedule:monthly:2026-12-31T09:00", state: "skipped", missed: 0, number: null },
      { key: "schedule:monthly:2027-01-31T09:00", state: "skipped", missed: 0, number: null },
      { key: "schedule:monthly:2027-02-28T09:00", state: "run", missed: 3, number: 1 },
    ]);
    expect((await runs())[0]).toMatchObject({ target: "2027-02-28", dated: "2027-03-01" });
    expect((await notes())[0]).toContain(
      "Missed 3 rings while the service was off; this run covers them.",
    );
    expect(await ringSchedules(world)).toBe(0);
  });

  it("of a clock that is set back and comes again makes nothing", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2027-01-31T10:00:00Z");
    await ringSchedules(world);
    at("2026-11-30T08:00:00Z");
    expect(await ringSchedules(world)).toBe(0);
    at("2026-11-30T10:00:00Z");
    expect(await ringSchedules(world)).toBe(0);
    // Even for a schedule that forgot: resumed, it looks again from then on.
    orThrow(await pauseSchedule(world, dana, { key: "monthly" }));
    orThrow(await resumeSchedule(world, dana, { key: "monthly" }));
    at("2027-01-31T09:00:01Z");
    expect(await ringSchedules(world)).toBe(0);
    expect(await runs()).toHaveLength(1);
    expect((await slots()).map((slot) => slot.state)).toEqual(["skipped", "skipped", "run"]);
  });

  it("of a paused or removed schedule makes nothing, and resuming passes it over", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    orThrow(await saveSchedule(world, dana, monthly({ key: "gone" })));
    orThrow(await pauseSchedule(world, dana, { key: "monthly" }));
    orThrow(await removeSchedule(world, dana, { key: "gone" }));
    at("2026-12-01T00:00:00Z");
    expect(await ringSchedules(world)).toBe(0);
    orThrow(await resumeSchedule(world, dana, { key: "monthly" }));
    expect(await ringSchedules(world)).toBe(0);
    expect(await slots()).toEqual([]);
  });

  it("whose owner may not prepare runs any more fails, and the channel hears of it", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    await addMember(world, "Dana", "viewer");
    at("2026-11-30T09:00:03Z");
    expect(await ringSchedules(world)).toBe(1);
    expect(await runs()).toEqual([]);
    expect(await slots()).toMatchObject([{ state: "failed" }]);
    expect(await notes()).toEqual([
      "The schedule monthly made no run on 30 Nov 2026 at 09:00 UTC. Dana, who owns it, may not " +
        "prepare bill runs any more. Whoever changes it becomes its owner: /billrun schedule " +
        "edit monthly. Then bill what was due with /billrun schedule run monthly.",
    ]);
    const trail = await small.sql(
      "SELECT actor_name, outcome FROM audit_entry WHERE action = 'schedule.ring'",
    );
    expect(trail).toEqual([{ actor_name: "Dana", outcome: "role_missing" }]);
    expect(await ringSchedules(world)).toBe(0);
  });

  it("whose selection is gone fails, too, and does not keep others from ringing", async () => {
    const plan = { select: { segments: ["a"] } };
    orThrow(await saveSchedule(world, dana, monthly({ key: "first", plan })));
    orThrow(await saveSchedule(world, dana, monthly({ key: "second" })));
    await small.sql("UPDATE account SET segment = NULL");
    at("2026-11-30T09:00:03Z");
    expect(await ringSchedules(world)).toBe(2);
    expect(await slots()).toMatchObject([
      { key: "schedule:first:2026-11-30T09:00", state: "failed" },
      { key: "schedule:second:2026-11-30T09:00", state: "run" },
    ]);
  });
});

describe("a schedule", () => {
  it("is changed only as it was looked at, and by whom it is changed owns it", async () => {
    const made = orThrow(await saveSchedule(world, dana, monthly()));
    const maria = actorNamed(await addMember(world, "Maria", "controller"));
    const change = monthly({ version: made.version, plan: { timeOfDay: "07:00" } });
    expect(orThrow(await saveSchedule(world, maria, change))).toMatchObject({
      version: 2,
      ownerId: maria.member.id,
    });
    expect(await saveSchedule(world, dana, change)).toMatchObject({ refusal: "schedule_changed" });
    const shown = orThrow(await showSchedule(world, dana, { key: "monthly" }));
    expect(shown).toMatchObject({ owner: "Maria", schedule: { plan: { timeOfDay: "07:00" } } });
    expect(shown.next.map((slot) => slot.at)).toEqual([
      "2026-11-30T07:00:00.000Z",
      "2026-12-31T07:00:00.000Z",
      "2027-01-31T07:00:00.000Z",
    ]);
  });

  it("is refused where it can't be, may not be, or is there", async () => {
    const viewer = actorNamed(await addMember(world, "Vic", "viewer"));
    expect(await saveSchedule(world, viewer, monthly())).toMatchObject({ refusal: "role_missing" });
    expect(await saveSchedule(world, dana, monthly({ key: "Not so" }))).toMatchObject({
      refusal: "schedule_invalid",
    });
    const nowhere = monthly({ plan: { timeZone: "Europe/Nowhere" } });
    expect(await saveSchedule(world, dana, nowhere)).toMatchObject({ refusal: "schedule_invalid" });
    const nobody = monthly({ plan: { select: { segments: ["b"] } } });
    expect(await saveSchedule(world, dana, nobody)).toMatchObject({ refusal: "selection_unknown" });
    orThrow(await saveSchedule(world, dana, monthly()));
    expect(await saveSchedule(world, dana, monthly())).toMatchObject({
      refusal: "schedule_name_taken",
    });
    expect(await showSchedule(world, dana, { key: "monthyl" })).toMatchObject({
      refusal: "schedule_unknown",
      remedy: "Did you mean monthly?",
    });
    expect(await resumeSchedule(world, dana, { key: "monthly" })).toMatchObject({
      refusal: "schedule_state",
    });
  });

  it("that was removed leaves its name, and its slots are not run again by the next", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2026-11-30T09:00:03Z");
    await ringSchedules(world);
    orThrow(await removeSchedule(world, dana, { key: "monthly" }));
    at("2026-11-30T08:00:00Z");
    orThrow(await saveSchedule(world, dana, monthly()));
    at("2026-11-30T09:00:03Z");
    expect(await ringSchedules(world)).toBe(0);
    expect(await runs()).toHaveLength(1);
    expect(orThrow(await listSchedules(world, dana))).toHaveLength(1);
  });

  it("is run now once for a request, in the name of whoever asks", async () => {
    orThrow(await saveSchedule(world, dana, monthly()));
    const maria = actorNamed(await addMember(world, "Maria", "controller"));
    const asked = { key: "monthly", requestKey: "click" };
    const answers = await Promise.all([
      runScheduleNow(world, maria, asked),
      runScheduleNow(world, maria, asked),
    ]);
    expect(answers).toMatchObject([{ number: 1 }, { number: 1 }]);
    expect(await world.books.findRun(1)).toMatchObject({
      kind: "scheduled",
      createdBy: maria.member.id,
      terms: { targetOn: "2026-11-30" },
    });
    at("2026-11-30T09:00:03Z");
    expect(await ringSchedules(world)).toBe(1);
    expect(await runs()).toHaveLength(2);
    expect(await world.books.checkInvariants()).toEqual([]);
  });
});

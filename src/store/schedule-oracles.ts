import type { Oracle } from "./oracle.ts";

/** A retry is made by hand, whatever the run that it bills again was. */
const withoutRing = `
  SELECT 'BR-' || r.number AS subject FROM bill_run r
   WHERE r.kind = 'scheduled' AND r.retry_of IS NULL
     AND NOT EXISTS (SELECT FROM schedule_slot t WHERE t.run_id = r.id)`;

const ringOfAnother = `
  SELECT t.key AS subject FROM schedule_slot t
    JOIN schedule s ON s.id = t.schedule_id LEFT JOIN bill_run r ON r.id = t.run_id
   WHERE t.key NOT LIKE 'schedule:' || s.key || ':%'
      OR (t.state = 'run' AND (r.kind IS DISTINCT FROM 'scheduled'
                               OR r.request_key IS DISTINCT FROM t.key))`;

const unauditedSchedule = `
  SELECT s.key AS subject FROM schedule s
   WHERE NOT EXISTS (
     SELECT FROM audit_entry a
      WHERE a.subject = s.key AND a.action = 'schedule.create' AND a.outcome = 'done')
      OR s.version - 1 > (
     SELECT count(*) FROM audit_entry a
      WHERE a.subject = s.key AND a.action LIKE 'schedule.%' AND a.outcome = 'done'
        AND a.action NOT IN ('schedule.create', 'schedule.run', 'schedule.ring'))`;

/** What must hold for schedules and their rings. */
export const scheduleOracles: readonly Oracle[] = [
  { invariant: "O8", says: "the trail does not know all of the schedule", sql: unauditedSchedule },
  { invariant: "O12", says: "a scheduled run belongs to no ring", sql: withoutRing },
  { invariant: "O12", says: "the ring's run is not its own", sql: ringOfAnother },
];

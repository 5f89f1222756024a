import { expect, it } from "vitest";
import { type MetricsFacts, metricsPage } from "../src/metrics-page.ts";
import { createDeliveryTally } from "../src/slack/delivery-tally.ts";

const work: MetricsFacts["work"] = {
  runs: { completed: 3, running: 1 },
  jobs: { waiting: 2, later: 1, running: 1, givenUp: 0 },
  messages: { waiting: 4, held: 5, givenUp: 6 },
  oldestMessageSeconds: 12.5,
  workers: 2,
};

function page(patch: Partial<MetricsFacts> = {}): string {
  const deliveries = createDeliveryTally();
  deliveries.count("command", "taken");
  deliveries.count("command", "taken");
  deliveries.count("unproven", "signature_invalid");
  deliveries.acknowledged(4);
  deliveries.acknowledged(250);
  deliveries.acknowledged(9_000);
  const startedAt = new Date("2027-01-01T00:00:00Z");
  return metricsPage({ version: "1.2.3", startedAt, isReady: true, deliveries, work, ...patch });
}

it("every line is one that Prometheus reads, and every name is described once", () => {
  const lines = page().trimEnd().split("\n");
  const sample = /^[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [\d.]+$/;
  const odd = lines.filter(
    (line) => !/^# (HELP|TYPE) [a-z_]+ .+$/.test(line) && !sample.test(line),
  );
  expect(odd).toEqual([]);
  const types = lines.filter((line) => line.startsWith("# TYPE"));
  expect(new Set(types).size).toBe(types.length);
});

it("deliveries are counted by kind and outcome", () => {
  expect(page()).toContain('billrun_slack_deliveries_total{kind="command",outcome="taken"} 2\n');
  expect(page()).toContain('{kind="unproven",outcome="signature_invalid"} 1\n');
});

it("a bucket of acknowledgements holds those of the buckets below", () => {
  const counts = [...page().matchAll(/_bucket\{le="([^"]+)"\} (\d+)/g)].map((m) => [m[1], m[2]]);
  expect(Object.fromEntries(counts)).toMatchObject({ "0.005": "1", "0.3": "2", "3": "2" });
  expect(page()).toContain('billrun_slack_ack_seconds_bucket{le="+Inf"} 3\n');
  expect(page()).toContain("billrun_slack_ack_seconds_sum 9.254\n");
});

it("work is told by state, and left out while the database does not answer", () => {
  expect(page()).toContain('billrun_runs{state="running"} 1\n');
  expect(page()).toContain('billrun_jobs{state="waiting"} 2\n');
  expect(page()).toContain('billrun_outbox_messages{state="held"} 5\n');
  expect(page()).toContain("billrun_outbox_oldest_seconds 12.5\n");
  const silent = page({ work: null });
  expect(silent).toContain("billrun_database_up 0\n");
  expect(silent).not.toContain("billrun_runs");
});

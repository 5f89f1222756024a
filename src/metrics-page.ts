import type { WorkCounts } from "./operations/doctor/doctor-books.ts";
import type { DeliveryTally } from "./slack/delivery-tally.ts";

/*
 * What `GET /metrics` shows, in the text format of Prometheus: counts only, nothing of customers.
 * Source: Prometheus, "Exposition formats", text-based format.
 */

/** What the page says that it is. */
export const metricsType = "text/plain; version=0.0.4; charset=utf-8";

/** What stands on the page; `work` is null while the database can't be asked. */
export type MetricsFacts = {
  readonly version: string;
  /** Since when this process serves. */
  readonly startedAt: Date;
  readonly isReady: boolean;
  readonly deliveries: DeliveryTally;
  readonly work: WorkCounts | null;
};

type Sample = {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
  readonly suffix?: string;
};

/** Writes the page. */
export function metricsPage(facts: MetricsFacts): string {
  const { version, startedAt, isReady, deliveries, work } = facts;
  return [
    metric("billrun_build_info", "gauge", "Version of this program and of Node.", [
      { labels: { version, node: process.versions.node }, value: 1 },
    ]),
    metric("billrun_start_time_seconds", "gauge", "When this process started, Unix time.", [
      { value: startedAt.getTime() / 1000 },
    ]),
    metric("billrun_ready", "gauge", "What GET /readyz says: 1 is ready.", [
      { value: Number(isReady) },
    ]),
    metric("billrun_database_up", "gauge", "Whether the database answered.", [
      { value: Number(work !== null) },
    ]),
    metric(
      "billrun_slack_deliveries_total",
      "counter",
      "Deliveries of Slack to this process, by kind and what became of them.",
      deliveries.counts().map(({ kind, outcome, count }) => ({
        labels: { kind, outcome },
        value: count,
      })),
    ),
    ackTimes(deliveries),
    ...(work ? workMetrics(work) : []),
  ].join("");
}

function ackTimes(deliveries: DeliveryTally): string {
  const { buckets, count, totalSeconds } = deliveries.ackTimes();
  const help = "From a delivery's arrival to its acknowledgement; Slack waits 3 seconds.";
  return metric("billrun_slack_ack_seconds", "histogram", help, [
    ...buckets.map(({ seconds, count: value }) => ({
      ...{ suffix: "_bucket", labels: { le: String(seconds) }, value },
    })),
    { suffix: "_bucket", labels: { le: "+Inf" }, value: count },
    { suffix: "_sum", value: totalSeconds },
    { suffix: "_count", value: count },
  ]);
}

function workMetrics(work: WorkCounts): readonly string[] {
  const by = (label: string, counts: Readonly<Record<string, number>>): readonly Sample[] =>
    Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
  return [
    metric("billrun_runs", "gauge", "Bill runs by state.", by("state", work.runs)),
    metric("billrun_jobs", "gauge", "Jobs of the queue by state.", by("state", work.jobs)),
    metric(
      "billrun_outbox_messages",
      "gauge",
      "Messages that are not delivered, by state.",
      by("state", work.messages),
    ),
    metric(
      "billrun_outbox_oldest_seconds",
      "gauge",
      "For how long the oldest message that is due waits.",
      [{ value: work.oldestMessageSeconds }],
    ),
    metric("billrun_workers", "gauge", "Workers that beat within 30 seconds.", [
      { value: work.workers },
    ]),
  ];
}

function metric(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({ labels = {}, value, suffix = "" }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
    return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

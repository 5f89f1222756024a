import type { CallRecord, DeliveryRecord } from "../model.ts";
import type { Place } from "./place.ts";

/** So many of each are shown; the rest is kept for those who ask by code. */
const SHOWN = 40;

/** What Slack sent to the app, and what the app asked of Slack: newest first. */
export function RequestLog({ place }: { place: Place }) {
  const { deliveries, calls } = place.world.slack.workspace;
  const time = new Intl.DateTimeFormat("en-GB", {
    timeStyle: "medium",
    timeZone: place.person.timeZone,
  });
  return (
    <>
      <section>
        <h3>Requests to the app</h3>
        <ol class="deliveries" data-testid="deliveries">
          {newest(deliveries).map((one) => (
            <Delivery delivery={one} at={time.format(one.at)} />
          ))}
        </ol>
        {deliveries.length === 0 ? <p class="hint">None yet.</p> : null}
      </section>
      <section>
        <h3>Calls of the app</h3>
        <ol class="deliveries" data-testid="calls">
          {newest(calls).map((one) => (
            <Call call={one} at={time.format(one.at)} />
          ))}
        </ol>
        {calls.length === 0 ? <p class="hint">None yet.</p> : null}
      </section>
    </>
  );
}

function newest<T>(list: T[]): T[] {
  return list.slice(-SHOWN).reverse();
}

const outcomes: Record<DeliveryRecord["outcome"], string> = {
  answered: "answered",
  refused: "refused",
  late: "no answer in 3 s",
  unreachable: "not reachable",
  lost: "lost on the way",
};

function Delivery({ delivery, at }: { delivery: DeliveryRecord; at: string }) {
  const isGood = delivery.outcome === "answered";
  return (
    <li>
      {/* Bodies are long, and fetched only by who wants to read one. */}
      <details
        data-delivery={delivery.id}
        hx-get={`/page/delivery/${delivery.id}`}
        hx-trigger="toggle once"
        hx-target="find .bodies"
      >
        <summary>
          <span class={isGood ? "status good" : "status bad"}>{delivery.status ?? "–"}</span>
          <span class="kind">{delivery.kind}</span>
          <span class="what">{delivery.summary}</span>
          <span class="took">{delivery.tookMs} ms</span>
          <time>{at}</time>
        </summary>
        <p class="hint">
          {outcomes[delivery.outcome]}
          {delivery.retry > 0 ? `, retry ${delivery.retry}` : ""}
        </p>
        <div class="bodies" />
      </details>
    </li>
  );
}

function Call({ call, at }: { call: CallRecord; at: string }) {
  const isGood = call.status === 200 && call.error === null;
  return (
    <li class="call">
      <span class={isGood ? "status good" : "status bad"}>{call.status ?? "–"}</span>
      <span class="kind">{call.method}</span>
      <span class="what">{call.error ?? ""}</span>
      <span class="took">{call.tookMs} ms</span>
      <time>{at}</time>
    </li>
  );
}

/** What was sent and what came back, in full. */
export function Bodies({ delivery }: { delivery: DeliveryRecord }) {
  return (
    <>
      <pre>{readable(delivery.request)}</pre>
      {delivery.answer ? <pre>{delivery.answer}</pre> : null}
    </>
  );
}

/** A request's body for reading: forms as lines, JSON indented. */
function readable(body: string): string {
  const payload = body.startsWith("payload=") ? new URLSearchParams(body).get("payload") : null;
  const json = payload ?? (body.startsWith("{") ? body : null);
  if (json) return JSON.stringify(JSON.parse(json), null, 2);
  return [...new URLSearchParams(body)].map(([name, value]) => `${name}: ${value}`).join("\n");
}

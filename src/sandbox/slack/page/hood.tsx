import type { DeliveryRecord } from "../model.ts";
import { Hidden } from "./message.tsx";
import { type Place, peopleShown, queryOf } from "./place.ts";

const SHOWN = 40;

/** Under the hood: the clock and other actions, what may go wrong, and every request sent. */
export function Hood({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const items = place.world.panel();
  return (
    <>
      {items.length > 0 ? (
        <section>
          <h3>World</h3>
          <div class="switches">
            {items.map((item, index) => (
              <Act place={place} action={`/page/panel/${index}`} fields={{}} label={item.label}>
                {item.detail ? <span class="detail">{item.detail}</span> : null}
              </Act>
            ))}
          </div>
        </section>
      ) : null}
      <section>
        <h3>Make something go wrong</h3>
        <Switches place={place} />
      </section>
      <section>
        <h3>Requests to the app</h3>
        <ol class="deliveries" data-testid="deliveries">
          {workspace.deliveries
            .slice(-SHOWN)
            .reverse()
            .map((one) => (
              <Delivery delivery={one} />
            ))}
        </ol>
        {workspace.deliveries.length === 0 ? <p class="hint">None yet.</p> : null}
      </section>
    </>
  );
}

function Switches({ place }: { place: Place }) {
  const { chaos } = place.world.slack.workspace;
  const { person } = place;
  const drop = chaos.dropAnswers > 0;
  return (
    <div class="switches">
      <Chaos place={place} name="deliverTwice" label="Deliver twice" isOn={chaos.deliverTwice} />
      <Chaos place={place} name="lateAcks" label="Late answers" isOn={chaos.lateAcks} />
      <Chaos place={place} name="rateLimitStorm" label="429 storm" isOn={chaos.rateLimitStorm} />
      <Chaos place={place} name="onePerSecond" label="1 post a second" isOn={chaos.onePerSecond} />
      <Chaos place={place} name="dropAnswers" label="Lose the next answer" isOn={drop} />
      <Chaos place={place} name="replay" label="Replay the last request" />
      {peopleShown(place.world)
        .filter((one) => one.id === person.id)
        .map((one) => (
          <Chaos
            place={place}
            name="deactivate"
            label={`Deactivate ${one.realName}`}
            isOn={one.isDeactivated ?? false}
          />
        ))}
    </div>
  );
}

function Chaos(props: { place: Place; name: string; label: string; isOn?: boolean }) {
  const { place, name, label } = props;
  return (
    <Act
      place={place}
      action="/page/chaos"
      fields={{ name }}
      label={label}
      {...(props.isOn === undefined ? {} : { isOn: props.isOn })}
    />
  );
}

function Act(props: {
  place: Place;
  action: string;
  fields: Record<string, string>;
  label: string;
  isOn?: boolean;
  children?: unknown;
}) {
  const { place, action, fields, label, isOn } = props;
  return (
    <form method="post" action={action} hx-post={action} hx-swap="none">
      <Hidden fields={{ ...fields, as: place.person.id, back: queryOf(place) }} />
      <button
        type="submit"
        class="switch"
        aria-pressed={isOn === undefined ? undefined : isOn ? "true" : "false"}
      >
        {label}
      </button>
      {props.children}
    </form>
  );
}

const outcomes: Record<DeliveryRecord["outcome"], string> = {
  answered: "answered",
  refused: "refused",
  late: "no answer in 3 s",
  unreachable: "not reachable",
  lost: "lost on the way",
};

function Delivery({ delivery }: { delivery: DeliveryRecord }) {
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

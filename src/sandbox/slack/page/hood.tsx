import type { PanelItem } from "../model.ts";
import { type ChaosAct, chaosActs } from "./chaos-acts.ts";
import { Hidden } from "./message.tsx";
import { type Place, queryOf } from "./place.ts";
import { RequestLog } from "./request-log.tsx";

/** Under the hood: the clock and other actions, what may go wrong, and every request sent. */
export function Hood({ place }: { place: Place }) {
  const items = place.world.panel();
  return (
    <>
      {items.length > 0 ? (
        <section>
          <h3>World</h3>
          <ul class="acts">
            {items.map((item, index) => (
              <WorldItem place={place} item={item} index={index} />
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h3>Make something go wrong</h3>
        <ul class="acts">
          {chaosActs(place).map((act) => (
            <ChaosItem place={place} act={act} />
          ))}
        </ul>
      </section>
      <RequestLog place={place} />
    </>
  );
}

/** How many switches are on, for who has the panel closed. */
export function HoodMark({ place }: { place: Place }) {
  const count = chaosActs(place).filter((act) => act.isOn).length;
  return count > 0 ? <span class="on-mark">{count} on</span> : null;
}

function WorldItem({ place, item, index }: { place: Place; item: PanelItem; index: number }) {
  const { label, detail, explanation, input } = item;
  return (
    <li>
      <Act place={place} action={`/page/panel/${index}`} fields={{ label }}>
        <Words label={label} explanation={explanation} detail={detail} />
        {input ? <Given input={input} label={label} /> : null}
        <button type="submit" class="switch" aria-label={label}>
          {input ? (input.verb ?? "Do it") : "Do it"}
        </button>
      </Act>
    </li>
  );
}

function Given({ input, label }: { input: NonNullable<PanelItem["input"]>; label: string }) {
  if (input.kind === "date") {
    return <input type="date" name="given" value={input.value ?? ""} aria-label={input.label} />;
  }
  if (input.choices.length === 0) return <span class="hint">{input.none ?? "None"}</span>;
  return (
    <select name="given" aria-label={input.label || label}>
      {input.choices.map((choice) => (
        <option value={choice.value}>{choice.text}</option>
      ))}
    </select>
  );
}

function ChaosItem({ place, act }: { place: Place; act: ChaosAct }) {
  const { name, label, explanation, isOn } = act;
  const state = isOn === undefined ? "Do it" : isOn ? "On" : "Off";
  return (
    <li>
      <Act place={place} action="/page/chaos" fields={{ name }}>
        <Words label={label} explanation={explanation} detail={undefined} />
        <button
          type="submit"
          class="switch"
          aria-label={label}
          aria-pressed={isOn === undefined ? undefined : isOn ? "true" : "false"}
        >
          {state}
        </button>
      </Act>
    </li>
  );
}

function Words(props: {
  label: string;
  explanation: string | undefined;
  detail: string | undefined;
}) {
  return (
    <span class="words">
      <span class="act-label">
        {props.label}
        {props.detail ? <span class="detail">{props.detail}</span> : null}
      </span>
      {props.explanation ? <small>{props.explanation}</small> : null}
    </span>
  );
}

function Act(props: {
  place: Place;
  action: string;
  fields: Record<string, string>;
  children?: unknown;
}) {
  const { place, action, fields } = props;
  return (
    <form method="post" action={action} hx-post={action} hx-swap="none">
      <Hidden
        fields={{
          ...fields,
          as: place.person.id,
          channel: place.conversation.id,
          back: queryOf(place),
        }}
      />
      {props.children}
    </form>
  );
}

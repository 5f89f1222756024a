import { optionsOf, rawValues } from "../element-values.ts";
import type { InteractiveElement } from "../elements.ts";
import type { OptionValue } from "../model.ts";
import { acting, common, type ElementProps, Marker, placeholderOf } from "./element-attributes.tsx";
import { actKey } from "./fields.ts";
import { OptionText } from "./picker.tsx";

/** One of a few options, as a drop-down. */
export function Select(props: ElementProps) {
  const { element } = props;
  const chosen = new Set(props.value ? rawValues(props.value) : []);
  const groups = "option_groups" in element ? (element.option_groups ?? []) : [];
  const option = (one: OptionValue) => (
    <option value={one.value} selected={chosen.has(one.value ?? "")}>
      {one.description ? `${one.text.text} – ${one.description.text}` : one.text.text}
    </option>
  );
  return (
    <>
      <Marker {...props} />
      <select {...common(props)} {...acting(props, "change")}>
        <option value="">{placeholderOf(element) ?? "Choose…"}</option>
        {groups.length > 0
          ? groups.map((group) => (
              <optgroup label={group.label.text}>
                {(group.options as OptionValue[]).map(option)}
              </optgroup>
            ))
          : optionsOf(element).map(option)}
      </select>
    </>
  );
}

/** Radio buttons or checkboxes. */
export function Choices(props: ElementProps & { kind: "radio" | "checkbox" }) {
  const { kind, place } = props;
  const options = optionsOf(props.element);
  const chosen = new Set(props.value ? rawValues(props.value) : []);
  const { name, id, ...attributes } = common(props);
  return (
    <div
      class={options.length > 6 ? "choices long" : "choices"}
      role={kind === "radio" ? "radiogroup" : "group"}
      id={id}
      {...attributes}
      {...acting(props, "change")}
    >
      <Marker {...props} />
      {options.map((option, index) => (
        <label>
          <input
            type={kind}
            name={name}
            id={`${id}|${index}`}
            value={option.value}
            checked={chosen.has(option.value ?? "")}
          />
          <OptionText option={option} place={place} />
        </label>
      ))}
    </div>
  );
}

/** Asks the app when somebody stops typing for a moment. */
const TYPED = "input changed delay:250ms";

/** Slack asks the app from this many letters on, if the element does not say. */
const LEAST_LETTERS = 3;

/** How much must be typed before the app is asked. */
export function leastLetters(element: InteractiveElement): number {
  const least = "min_query_length" in element ? element.min_query_length : undefined;
  return least ?? LEAST_LETTERS;
}

/** A field to search in, with what the app offers below it. */
export function External(props: ElementProps) {
  const { element, blockId, value, place } = props;
  const chosen = value?.selected_options ?? (value?.selected_option ? [value.selected_option] : []);
  const { id, name, ...attributes } = common(props);
  const least = leastLetters(element);
  const found = {
    role: element.type === "external_select" ? "radiogroup" : "group",
    "aria-label": `${attributes["aria-label"]}: found`,
  };
  return (
    <div class="external">
      <Marker {...props} />
      <input
        type="search"
        name="typed"
        id={id}
        autocomplete="off"
        placeholder={placeholderOf(element) ?? "Type to search…"}
        hx-post="/page/suggest"
        hx-trigger={least === 0 ? `${TYPED}, focus once` : TYPED}
        hx-vals={JSON.stringify({ act: actKey(blockId, element.action_id ?? "") })}
        hx-target="next .offered"
        hx-swap="innerHTML"
        {...attributes}
      />
      <div class="offered" {...found} {...acting(props, "change")}>
        <Offered
          name={name}
          options={chosen}
          chosen={chosen.map((one) => one.value ?? "")}
          isMany={element.type === "multi_external_select"}
          place={place}
        />
      </div>
    </div>
  );
}

/** The options that an external select offers for what was typed. */
export function Offered(props: {
  name: string;
  options: OptionValue[];
  chosen: string[];
  isMany: boolean;
  place: ElementProps["place"];
}) {
  return (
    <>
      {props.options.map((option) => (
        <label>
          <input
            type={props.isMany ? "checkbox" : "radio"}
            name={props.name}
            value={option.value}
            checked={props.chosen.includes(option.value ?? "")}
          />
          <OptionText option={option} place={props.place} />
        </label>
      ))}
    </>
  );
}

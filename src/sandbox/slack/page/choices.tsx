import { optionsOf, rawValues } from "../element-values.ts";
import type { InteractiveElement } from "../elements.ts";
import type { OptionValue } from "../model.ts";
import { acting, common, type ElementProps, Marker } from "./element-attributes.tsx";
import { actKey } from "./fields.ts";
import { peopleShown } from "./place.ts";

type Choice = { value: string; text: string; description?: string };

/** The options of an element, of its groups too. */
export function optionChoices(element: InteractiveElement): Choice[] {
  return optionsOf(element).map(optionChoice);
}

function optionChoice(option: OptionValue): Choice {
  return {
    value: option.value ?? "",
    text: option.text.text,
    ...(option.description ? { description: option.description.text } : {}),
  };
}

/** What can be chosen: options, people or channels. */
export function choicesOf(props: ElementProps): Choice[] {
  const { element, place } = props;
  if (element.type === "users_select" || element.type === "multi_users_select") {
    return peopleShown(place.world).map((one) => ({ value: one.id, text: one.realName }));
  }
  if (element.type.includes("channels") || element.type.includes("conversations")) {
    return [...place.world.slack.workspace.conversations.values()]
      .filter((one) => one.kind === "channel" && !one.isArchived)
      .map((one) => ({ value: one.id, text: `#${one.name}` }));
  }
  return optionChoices(element);
}

/** One of many, as a drop-down. */
export function Select(props: ElementProps & { choices: Choice[] }) {
  const { element, choices } = props;
  const chosen = new Set(props.value ? rawValues(props.value) : []);
  const groups = "option_groups" in element ? (element.option_groups ?? []) : [];
  const option = (choice: Choice) => (
    <option value={choice.value} selected={chosen.has(choice.value)}>
      {choice.text}
    </option>
  );
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  return (
    <>
      <Marker {...props} />
      <select {...common(props)} {...acting(props, "change")}>
        <option value="">{placeholder ?? "Choose…"}</option>
        {groups.length > 0
          ? groups.map((group) => (
              <optgroup label={group.label.text}>
                {group.options.map((one) => option(optionChoice(one as OptionValue)))}
              </optgroup>
            ))
          : choices.map(option)}
      </select>
    </>
  );
}

/** Radio buttons or checkboxes. */
export function Choices(props: ElementProps & { choices: Choice[]; kind: "radio" | "checkbox" }) {
  const { choices, kind } = props;
  const chosen = new Set(props.value ? rawValues(props.value) : []);
  const { name, id, ...attributes } = common(props);
  return (
    <div
      class={choices.length > 6 ? "choices long" : "choices"}
      role={kind === "radio" ? "radiogroup" : "group"}
      id={id}
      {...attributes}
      {...acting(props, "change")}
    >
      <Marker {...props} />
      {choices.map((choice, index) => (
        <label>
          <input
            type={kind}
            name={name}
            id={`${id}|${index}`}
            value={choice.value}
            checked={chosen.has(choice.value)}
          />
          <span>
            {choice.text}
            {choice.description ? <small>{choice.description}</small> : null}
          </span>
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
  const { element, blockId, value } = props;
  const chosen = value?.selected_options ?? (value?.selected_option ? [value.selected_option] : []);
  const { id, ...attributes } = common(props);
  const least = leastLetters(element);
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  return (
    <div class="external">
      <Marker {...props} />
      <input
        type="search"
        name="typed"
        id={id}
        autocomplete="off"
        placeholder={placeholder ?? "Type to search…"}
        aria-label={attributes["aria-label"]}
        hx-post="/page/suggest"
        hx-trigger={least === 0 ? `${TYPED}, focus once` : TYPED}
        hx-vals={JSON.stringify({ act: actKey(blockId, element.action_id ?? "") })}
        hx-target="next .offered"
        hx-swap="innerHTML"
        data-action-id={attributes["data-action-id"]}
      />
      <div class="offered" {...acting(props, "change")}>
        <Offered
          name={attributes.name}
          options={chosen}
          chosen={chosen.map((one) => one.value ?? "")}
          isMany={element.type === "multi_external_select"}
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
          <span>
            {option.text.text}
            {option.description ? <small>{option.description.text}</small> : null}
          </span>
        </label>
      ))}
    </>
  );
}

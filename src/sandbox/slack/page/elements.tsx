import type { ConfirmationDialog } from "@slack/web-api";
import { optionsOf, rawValues } from "../element-values.ts";
import { elementLabel, type InteractiveElement } from "../elements.ts";
import type { ElementValue, OptionValue } from "../model.ts";
import { actKey, fieldName } from "./fields.ts";
import { type Place, peopleShown } from "./place.ts";
import { Text } from "./text.tsx";

/** What an element needs to be drawn. */
export type ElementProps = {
  element: InteractiveElement;
  blockId: string;
  value: ElementValue | undefined;
  /** Whether using it tells the app at once. */
  dispatches: boolean;
  /** What it is called, where its own text does not say it. */
  label?: string;
  place: Place;
};

type Choice = { value: string; text: string; description?: string };

/** One interactive element of Block Kit as a form control. */
export function Element(props: ElementProps) {
  const { element } = props;
  switch (element.type) {
    case "button":
      return <Button {...props} />;
    case "overflow":
      return <Overflow {...props} />;
    case "radio_buttons":
      return <Choices {...props} choices={optionChoices(element)} kind="radio" />;
    case "checkboxes":
    case "multi_static_select":
    case "multi_users_select":
    case "multi_channels_select":
    case "multi_conversations_select":
      return <Choices {...props} choices={choicesOf(props)} kind="checkbox" />;
    case "static_select":
    case "users_select":
    case "channels_select":
    case "conversations_select":
      return <Select {...props} choices={choicesOf(props)} />;
    case "external_select":
    case "multi_external_select":
      return <External {...props} />;
    default:
      return <Input {...props} />;
  }
}

/** Attributes that send the form to the app as `block_actions`. */
function acting(props: ElementProps, trigger: string) {
  if (!props.dispatches) return {};
  const act = actKey(props.blockId, props.element.action_id ?? "");
  return {
    "hx-post": "/page/act",
    "hx-trigger": trigger,
    "hx-swap": "none",
    "hx-vals": JSON.stringify({ act }),
    ...confirming(props.element),
  };
}

function confirming(element: InteractiveElement): { "data-confirm"?: string } {
  const confirm = "confirm" in element ? element.confirm : undefined;
  return confirm ? { "data-confirm": confirmText(confirm) } : {};
}

function confirmText(confirm: ConfirmationDialog): string {
  return JSON.stringify({
    title: confirm.title?.text ?? "Are you sure?",
    text: confirm.text.text,
    yes: confirm.confirm?.text ?? "Yes",
    no: confirm.deny?.text ?? "Cancel",
    isDanger: confirm.style === "danger",
  });
}

function common(props: ElementProps) {
  const name = fieldName(props.blockId, props.element.action_id ?? "");
  return {
    name,
    id: name,
    "data-action-id": props.element.action_id ?? "",
    "aria-label": props.label ?? elementLabel(props.element),
  };
}

function Button(props: ElementProps) {
  const { element, blockId } = props;
  if (element.type !== "button") return null;
  return (
    <button
      type="submit"
      class={`button ${element.style ?? ""}`}
      name="act"
      value={actKey(blockId, element.action_id ?? "")}
      formaction="/page/act"
      hx-post="/page/act"
      hx-swap="none"
      data-action-id={element.action_id}
      data-url={element.url}
      aria-label={element.accessibility_label}
      {...confirming(element)}
    >
      <Text text={element.text} reader={props.place.reader} />
    </button>
  );
}

function Overflow(props: ElementProps) {
  const { element, blockId } = props;
  if (element.type !== "overflow") return null;
  return (
    <details class="overflow">
      <summary aria-label="More actions" data-action-id={element.action_id}>
        ⋯
      </summary>
      <div class="menu" role="menu">
        {element.options.map((option) => (
          <button
            type="submit"
            role="menuitem"
            name="act"
            value={actKey(blockId, element.action_id ?? "", option.value ?? "")}
            formaction="/page/act"
            hx-post="/page/act"
            hx-swap="none"
            {...confirming(element)}
          >
            {option.text.text}
          </button>
        ))}
      </div>
    </details>
  );
}

function optionChoices(element: InteractiveElement): Choice[] {
  return optionsOf(element).map(optionChoice);
}

function optionChoice(option: OptionValue): Choice {
  return {
    value: option.value ?? "",
    text: option.text.text,
    ...(option.description ? { description: option.description.text } : {}),
  };
}

function choicesOf(props: ElementProps): Choice[] {
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

function Select(props: ElementProps & { choices: Choice[] }) {
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

function Choices(props: ElementProps & { choices: Choice[]; kind: "radio" | "checkbox" }) {
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

function External(props: ElementProps) {
  const { element, blockId, value } = props;
  const chosen = value?.selected_options ?? (value?.selected_option ? [value.selected_option] : []);
  const { id, ...attributes } = common(props);
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
        hx-trigger="input changed delay:250ms, focus once"
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

const inputTypes: Record<string, string> = {
  datepicker: "date",
  timepicker: "time",
  email_text_input: "email",
  url_text_input: "url",
};

function Input(props: ElementProps) {
  const { element } = props;
  const value = props.value ? (rawValues(props.value)[0] ?? "") : "";
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  const attributes = {
    ...common(props),
    ...acting(props, "change"),
    autocomplete: "off",
    placeholder: placeholder ?? "",
    autofocus: "focus_on_load" in element && element.focus_on_load === true,
  };
  if (element.type === "plain_text_input" && element.multiline) {
    return (
      <>
        <Marker {...props} />
        <textarea rows={4} {...attributes}>
          {value}
        </textarea>
      </>
    );
  }
  return (
    <>
      <Marker {...props} />
      <input
        type={inputTypes[element.type] ?? "text"}
        value={value}
        inputmode={element.type === "number_input" ? "decimal" : undefined}
        {...attributes}
      />
    </>
  );
}

// Unchecked boxes send nothing: this tells that the field was on the form.
function Marker(props: ElementProps) {
  const name = fieldName(props.blockId, props.element.action_id ?? "");
  return <input type="hidden" name="has" value={name} />;
}

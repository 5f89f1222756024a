import { rawValues } from "../element-values.ts";
import { Choices, choicesOf, External, optionChoices, Select } from "./choices.tsx";
import { acting, common, confirming, type ElementProps, Marker } from "./element-attributes.tsx";
import { actKey } from "./fields.ts";
import { Text } from "./text.tsx";

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

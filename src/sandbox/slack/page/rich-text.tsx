import type { RichTextBlock, RichTextElement } from "@slack/web-api";
import type { Child } from "hono/jsx";
import { richElementText } from "../render-rich-text.ts";
import type { TextReader } from "../render-text.ts";
import { Link } from "./text.tsx";

/** A rich_text block as HTML. */
export function RichText({ block, reader }: { block: RichTextBlock; reader: TextReader }) {
  return (
    <div class="rich-text">
      {block.elements.map((element) => {
        switch (element.type) {
          case "rich_text_list": {
            const items = element.elements.map((item) => (
              <li>
                <Inline elements={item.elements} reader={reader} />
              </li>
            ));
            const style = `margin-left: ${(element.indent ?? 0) * 1.25}rem`;
            return element.style === "ordered" ? (
              <ol style={style}>{items}</ol>
            ) : (
              <ul style={style}>{items}</ul>
            );
          }
          case "rich_text_quote":
            return (
              <blockquote>
                <Inline elements={element.elements} reader={reader} />
              </blockquote>
            );
          case "rich_text_preformatted":
            return (
              <pre>
                <Inline elements={element.elements} reader={reader} />
              </pre>
            );
          default:
            return (
              <p>
                <Inline elements={element.elements} reader={reader} />
              </p>
            );
        }
      })}
    </div>
  );
}

function Inline(props: { elements: RichTextElement[]; reader: TextReader }) {
  return (
    <>
      {props.elements.map((element) => (
        <Styled element={element}>
          <One element={element} reader={props.reader} />
        </Styled>
      ))}
    </>
  );
}

function One({ element, reader }: { element: RichTextElement; reader: TextReader }) {
  const text = richElementText(element, reader);
  if (element.type === "link" && /^(https?:\/\/|mailto:)/i.test(element.url)) {
    return <Link url={element.url}>{text}</Link>;
  }
  if (["user", "channel", "usergroup", "broadcast"].includes(element.type)) {
    return <span class="mention">{text}</span>;
  }
  const lines = text.split("\n");
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

function Styled({ element, children }: { element: RichTextElement; children?: Child }) {
  const style = element.style ?? {};
  let shown = <>{children}</>;
  if (style.code) shown = <code>{shown}</code>;
  if (style.bold) shown = <strong>{shown}</strong>;
  if (style.italic) shown = <em>{shown}</em>;
  if (style.strike) shown = <s>{shown}</s>;
  return shown;
}

import { parseMrkdwn, parsePlain, type TextNode } from "../mrkdwn.ts";
import { groupMention, type TextReader } from "../render-text.ts";
import { formatSlackDate } from "../slack-date.ts";

/** A text object of Slack: mrkdwn or plain. */
export function Text(props: { text: { type: string; text: string }; reader: TextReader }) {
  const { text, reader } = props;
  const nodes = text.type === "mrkdwn" ? parseMrkdwn(text.text) : parsePlain(text.text);
  return <Nodes nodes={nodes} reader={reader} />;
}

/** Parsed text as HTML. Every string passes through JSX, which escapes it. */
export function Nodes(props: { nodes: TextNode[]; reader: TextReader }) {
  return (
    <>
      {props.nodes.map((node) => (
        <Node node={node} reader={props.reader} />
      ))}
    </>
  );
}

function Node({ node, reader }: { node: TextNode; reader: TextReader }) {
  switch (node.kind) {
    case "text":
      return <>{node.text}</>;
    case "break":
      return <br />;
    case "bold":
      return (
        <strong>
          <Nodes nodes={node.children} reader={reader} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Nodes nodes={node.children} reader={reader} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Nodes nodes={node.children} reader={reader} />
        </s>
      );
    case "quote":
      return (
        <blockquote>
          <Nodes nodes={node.children} reader={reader} />
        </blockquote>
      );
    case "code":
      return <code>{node.text}</code>;
    case "pre":
      return <pre>{node.text}</pre>;
    case "link":
      return <Link url={node.url}>{node.label}</Link>;
    case "user":
      return <span class="mention">@{reader.userName(node.id)}</span>;
    case "channel":
      return <span class="mention">#{node.label ?? reader.channelName(node.id)}</span>;
    case "group":
      return <span class="mention">{groupMention(node, reader)}</span>;
    case "broadcast":
      return <span class="mention">@{node.range}</span>;
    case "emoji":
      return (
        <span class="emoji" role="img" aria-label={node.name.replaceAll("_", " ")}>
          {node.text}
        </span>
      );
    case "date": {
      const shown = formatSlackDate(node.seconds, node.format, reader, node.fallback);
      return node.url ? <Link url={node.url}>{shown}</Link> : <time>{shown}</time>;
    }
  }
}

/** A link that opens beside the page and tells the other side nothing about it. */
export function Link(props: { url: string; children: string }) {
  return (
    <a href={props.url} target="_blank" rel="noopener noreferrer">
      {props.children}
    </a>
  );
}

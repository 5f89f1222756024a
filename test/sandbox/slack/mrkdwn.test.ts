import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../../src/sandbox/slack/markdown.ts";
import { parseMrkdwn, parsePlain } from "../../../src/sandbox/slack/mrkdwn.ts";
import { nodesToText, plainReader } from "../../../src/sandbox/slack/render-text.ts";

const text = (value: string) => ({ kind: "text", text: value });

describe("mrkdwn", () => {
  it.each([
    ["*bold*", [{ kind: "bold", children: [text("bold")] }]],
    [
      "_it_ ~no~",
      [
        { kind: "italic", children: [text("it")] },
        text(" "),
        { kind: "strike", children: [text("no")] },
      ],
    ],
    [
      "*a _b_*",
      [{ kind: "bold", children: [text("a "), { kind: "italic", children: [text("b")] }] }],
    ],
    ["`*not bold*`", [{ kind: "code", text: "*not bold*" }]],
    ["```a\n*b*```", [{ kind: "pre", text: "a\n*b*" }]],
    ["snake_case_word and 2 * 3 * 4", [text("snake_case_word and 2 * 3 * 4")]],
    ["a ``` b", [text("a "), text("```"), text(" b")]],
    ["&gt; quoted\nnot", [{ kind: "quote", children: [text("quoted")] }, text("not")]],
    [
      "<https://a.example/?a=1&amp;b=2|here>",
      [{ kind: "link", url: "https://a.example/?a=1&b=2", label: "here" }],
    ],
    [
      "<@U1> <#C1|billing> <!channel>",
      [
        { kind: "user", id: "U1", label: null },
        text(" "),
        { kind: "channel", id: "C1", label: "billing" },
        text(" "),
        { kind: "broadcast", range: "channel" },
      ],
    ],
    [":lock: :unheard_of:", [{ kind: "emoji", name: "lock", text: "🔒" }, text(" :unheard_of:")]],
  ])("reads %j", (source, nodes) => {
    expect(parseMrkdwn(source)).toEqual(nodes);
  });

  it("decodes entities once, and never into a mention or a link", () => {
    expect(parseMrkdwn("&lt;!channel&gt; &amp;lt;")).toEqual([text("<!channel> &lt;")]);
    expect(parseMrkdwn("&lt;https://evil|Approve&gt;")).toEqual([text("<https://evil|Approve>")]);
  });

  it("links to nothing but http, https and mailto", () => {
    expect(parseMrkdwn("<javascript:alert(1)|x>")).toEqual([text("<javascript:alert(1)|x>")]);
    expect(parseMrkdwn("<mailto:a@b.example|a>")).toMatchObject([{ kind: "link" }]);
  });

  it("prints dates in the reader's zone, and the fallback when there is no date", () => {
    const show = (source: string) =>
      nodesToText(parseMrkdwn(source), { ...plainReader, timeZone: "America/New_York" });
    expect(show("<!date^1798736520^{date_short} {time}|x>")).toBe("Dec 31, 2026 12:02");
    expect(show("<!date^soon^{date_short}|2026-12-31>")).toBe("2026-12-31");
  });

  it("prints dates as the reader's language writes them", () => {
    const now = () => new Date("2026-12-31T23:30:00Z");
    const show = (locale: string, format: string) =>
      nodesToText(parseMrkdwn(`<!date^1798736520^${format}|x>`), {
        ...{ ...plainReader, timeZone: "Europe/Stockholm", locale, now },
      });
    expect(show("en-GB", "{date_short} {time}")).toBe("31 Dec 2026 18:02");
    expect(show("en-US", "{date_short} {time}")).toBe("Dec 31, 2026 18:02");
    expect(show("fr-FR", "{date_long}")).toBe("jeudi 31 décembre 2026");
    expect(show("fr-FR", "{date_short_pretty}")).toBe("hier");
    expect(show("en-GB", "{date_num} {date_slash}")).toBe("2026-12-31 31/12/2026");
  });

  it("says today, yesterday and tomorrow where it may, by the reader's own days", () => {
    const now = () => new Date("2026-12-31T23:30:00Z");
    const show = (source: string) =>
      nodesToText(parseMrkdwn(source), { ...plainReader, timeZone: "Europe/Berlin", now });
    const at = (instant: string, format: string) =>
      show(`<!date^${Date.parse(instant) / 1000}^${format}|x>`);
    expect(at("2026-12-31T23:02:00Z", "{date_short_pretty} {time}")).toBe("today 00:02");
    expect(at("2026-12-31T22:02:00Z", "{date_pretty}")).toBe("yesterday");
    expect(at("2027-01-02T08:00:00Z", "{date_pretty}")).toBe("tomorrow");
    expect(at("2026-12-29T08:00:00Z", "{date_short_pretty}")).toBe("Dec 29, 2026");
    expect(at("2026-12-31T23:02:00Z", "{date_short}")).toBe("Jan 1, 2027");
  });

  it("takes marks as text in plain text", () => {
    expect(parsePlain("*a* <@U1>")).toEqual([text("*a* <@U1>")]);
  });

  it("leaves text that only looks like many marks as it is", () => {
    const marks = "*a _b ~c ".repeat(2_000);
    expect(parseMrkdwn(marks)).toEqual([text(marks)]);
    expect(parseMrkdwn("<".repeat(3_000))).toEqual([text("<".repeat(3_000))]);
  });
});

describe("markdown blocks", () => {
  it("become the same nodes, without mentions", () => {
    expect(
      nodesToText(parseMarkdown("# Title\n- **a**\n- [b](https://b.example)"), plainReader),
    ).toBe("Title\n• a\n• b (https://b.example)");
    expect(parseMarkdown("<!channel>")).toEqual([text("<!channel>")]);
  });
});

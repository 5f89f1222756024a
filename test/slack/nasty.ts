import fc from "fast-check";

/** Names as customers have them, and as attackers would write them. */
export const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 400 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 400 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ..."<!channel> <!here> <@U0LEE> <https://evil.example|Approve> *Approved* _x_ ~y~".split(
            " ",
          ),
          "`code`",
          "```pre```",
          "&lt;!channel&gt;",
          "\r\nBcc: a@b.c",
          "> quote",
          ":white_check_mark:",
          "\u202egnp.exe",
          "\u2066\u2069",
          "مؤسسة النور",
          "בע״מ",
          "👩‍👩‍👧‍👦",
          "🇩🇪",
          "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
          "\u0000\u001b[31m",
          "\ud800",
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(" ")),
  },
);

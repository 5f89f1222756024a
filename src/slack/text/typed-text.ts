/**
 * What a person typed, from what Slack made of it. With `should_escape` a command's text carries
 * "<@U1|lee>", "<#C1|billing>", "<https://x.org|x.org>" and the entities for & < >.
 */
export function typedText(sent: string): string {
  return sent
    .replace(/<@[UW][A-Z0-9]+\|([^>]*)>/g, "@$1")
    .replace(/<#C[A-Z0-9]+\|([^>]*)>/g, "#$1")
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|]*)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?:|mailto:)[^>|]*)(?:\|([^>]*))?>/g, (_whole, url, label) => label ?? url)
    .replace(/&(lt|gt|amp);/g, (_whole, name) => (name === "lt" ? "<" : name === "gt" ? ">" : "&"))
    .replace(/\s+/g, " ")
    .trim();
}

// Mentions as people write them, `@Name` and `#channel`, and as Discord keeps them, `<@id>`.

const CODE = /(```[\s\S]+?```|``[\s\S]+?``|`[^`]+`)/;

// All that can be mentioned, as it is written and as it is kept; of two written alike the first counts.
function mentionable(context) {
  const roles = [...context.roles].filter(([, name]) => !name.startsWith("@"));
  const all = [
    ...[...context.users].map(([id, name]) => ({ label: `@${name}`, token: `<@${id}>` })),
    ...roles.map(([id, name]) => ({ label: `@${name}`, token: `<@&${id}>`, detail: "a role" })),
    { label: "@everyone", token: "@everyone", detail: "everybody who sees this channel" },
    { label: "@here", token: "@here", detail: "everybody who is here" },
    ...[...context.channels].map(([id, name]) => ({ label: `#${name}`, token: `<#${id}>` })),
  ];
  return all.filter((entry, place) => all.findIndex((other) => other.label === entry.label) === place);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function outsideCode(text, change) {
  return text.split(CODE).map((part, place) => (place % 2 ? part : change(part))).join("");
}

// "@Name" becomes a mention, as choosing it from Discord's list does.
export function withMentions(text, context) {
  const tokens = new Map(mentionable(context).map(({ label, token }) => [label, token]));
  const labels = [...tokens.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_<&@#/])(?:${labels.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  return outsideCode(text, (part) => part.replace(pattern, (label) => tokens.get(label)));
}

// The reverse.
export function withNames(text, context) {
  const labels = new Map(mentionable(context).map(({ label, token }) => [token, label]));
  return outsideCode(text, (part) => part.replace(/<(?:@[!&]?|#)\d+>/g, (token) => labels.get(token.replace("!", "")) ?? token));
}

// As it is edited: with names, where they come to the same mentions again.
export function forEditing(text, context) {
  const named = withNames(text, context);
  return withMentions(named, context) === text ? named : text;
}

// What is offered for the word that ends `before`: entries, and how many characters they take the place of; names that
// begin with it come first. What is written out needs no offer: Enter sends it.
export function suggested(before, context) {
  const typed = /(?:^|[\s([])([@#][^@#\n]{0,40})$/.exec(before)?.[1].toLowerCase();
  if (!typed) return null;
  const at = ({ label }) => (label[0] === typed[0] ? label.toLowerCase().indexOf(typed.slice(1), 1) : -1);
  const found = mentionable(context).filter((entry) => at(entry) > 0).sort((a, b) => (at(a) > 1) - (at(b) > 1));
  const begun = found.filter((entry) => at(entry) === 1);
  const whole = begun.length === 1 && begun[0].label.length === typed.length;
  return found.length && !whole ? { entries: found.slice(0, 10), length: typed.length } : null;
}

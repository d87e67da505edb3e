// Discord's markdown, as far as people and bots write it, into elements.

import { el, link } from "./dom.js";

const INLINE = [
  [/^\\([^\p{L}\p{N}\s])/u, (m) => m[1]],
  [/^(`{1,2})([^`]|[^`][\s\S]*?[^`])\1(?!`)/, (m) => el("code", {}, m[2])],
  [/^\*\*\*([\s\S]+?)\*\*\*/, (m, c) => el("strong", {}, el("em", {}, inline(m[1], c)))],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, (m, c) => el("strong", {}, inline(m[1], c))],
  [/^__([\s\S]+?)__(?!_)/, (m, c) => el("u", {}, inline(m[1], c))],
  [/^~~([\s\S]+?)~~/, (m, c) => el("s", {}, inline(m[1], c))],
  [/^\|\|([\s\S]+?)\|\|/, (m, c) => spoiler(inline(m[1], c))],
  [/^\*(?!\s)((?:\\.|\*\*|[^\\*\n])+?)(?<!\s)\*(?!\*)/, (m, c) => el("em", {}, inline(m[1], c))],
  [/^_((?:\\.|__|[^\\_\n])+?)_(?![\p{L}\p{N}_])/u, (m, c) => el("em", {}, inline(m[1], c)), true],
  [/^\[((?:\\.|\[[^\]]*\]|[^\[\]\\])+)\]\(\s*<?([^\s<>]+?)>?(?:\s+"([^"]*)")?\s*\)/, (m, c) => link(m[2], inline(m[1], c), m[3])],
  [/^<(https?:\/\/[^\s<>]+)>/, (m) => link(m[1], m[1])],
  [/^https?:\/\/[^\s<>]+/, null],
  [/^<@!?(\d+)>/, (m, c) => mention(`@${c.users.get(m[1]) ?? "unknown-user"}`)],
  [/^<@&(\d+)>/, (m, c) => mention(`@${c.roles.get(m[1]) ?? "unknown-role"}`)],
  [/^<#(\d+)>/, (m, c) => channel(m[1], c)],
  [/^<\/([^:>]+):\d+>/, (m) => mention(`/${m[1]}`)],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (m) => moment(Number(m[1]), m[2])],
  [/^<a?:(\w+):\d+>/, (m) => `:${m[1]}:`],
  [/^@(everyone|here)\b/, (m) => mention(m[0])],
];

const mention = (text) => el("span", { class: "mention" }, text);

function channel(id, context) {
  const name = context.channels.get(id);
  if (!name) return mention("#unknown");
  return el("button", { class: "mention", type: "button", on: { click: () => context.openChannel(id) } }, `#${name}`);
}

function spoiler(children) {
  const node = el("button", { class: "spoiler", type: "button", "aria-expanded": "false", title: "Spoiler" }, children);
  node.addEventListener("click", () => node.setAttribute("aria-expanded", "true"));
  return node;
}

function moment(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  const forms = {
    t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
    f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  };
  const text = style === "R" ? relative(date) : new Intl.DateTimeFormat(undefined, forms[style]).format(date);
  return el("time", { class: "mention", dateTime: date.toISOString(), title: date.toLocaleString() }, text);
}

function relative(date) {
  const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[5];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function bareLink(text) {
  let url = text;
  // Closing punctuation belongs to the sentence; a closing bracket only when it was not opened in the link.
  for (;;) {
    const last = url.at(-1);
    const unopened = last === ")" && url.split(")").length > url.split("(").length;
    if (/[.,:;"'!?\]*_~|]/.test(last) || unopened) url = url.slice(0, -1);
    else return url;
  }
}

export function inline(text, context) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(plain);
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const special = /[\\`*_~|[<h@]/.test(rest[0]);
    const insideWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]);
    const rule = special && INLINE.find(([pattern, , atStart]) => !(atStart && insideWord) && pattern.test(rest));
    if (!rule) {
      plain += rest[0];
      at += 1;
      continue;
    }
    const found = rule[0].exec(rest);
    if (rule[1] === null) {
      const url = bareLink(found[0]);
      flush();
      out.push(link(url, url));
      at += url.length;
      continue;
    }
    const made = rule[1](found, context);
    if (typeof made === "string") plain += made;
    else {
      flush();
      out.push(made);
    }
    at += found[0].length;
  }
  flush();
  return out.flatMap((part) => (typeof part === "string" ? withBreaks(part) : [part]));
}

function withBreaks(text) {
  return text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line])).filter((part) => part !== "");
}

export function markdown(text, context) {
  const out = [];
  for (const [index, part] of text.split(/```/).entries()) {
    const closed = index % 2 === 1 && index < text.split(/```/).length - 1;
    if (closed) out.push(codeBlock(part));
    else out.push(...blocks(index % 2 === 1 ? `\`\`\`${part}` : part, context));
  }
  return out;
}

function codeBlock(text) {
  const named = /^([\w+#.-]+)\n/.exec(text);
  const code = named ? text.slice(named[0].length) : text.replace(/^\n/, "");
  return el("pre", {}, el("code", {}, code.replace(/\n$/, "")));
}

function blocks(text, context) {
  const lines = text.replace(/^\n|\n$/g, "").split("\n");
  const out = [];
  let paragraph = [];
  const close = () => {
    if (paragraph.some((line) => line.trim())) out.push(el("p", {}, inline(paragraph.join("\n"), context)));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const subtext = /^-#\s+(.+)$/.exec(line);
    if (/^>>>\s/.test(line)) {
      close();
      const rest = [line.replace(/^>>>\s/, ""), ...lines.slice(at + 1)].join("\n");
      out.push(el("blockquote", {}, blocks(rest, context)));
      return out;
    }
    const taken = takeWhile(lines, at, /^>\s/) || takeWhile(lines, at, /^\s*(?:[-*]|\d{1,3}\.)\s+(?=\S)/);
    if (heading || subtext || taken) close();
    if (heading) out.push(el(`h${heading[1].length}`, {}, inline(heading[2], context)));
    else if (subtext) out.push(el("p", { class: "subtext" }, inline(subtext[1], context)));
    else if (taken) {
      out.push(/^>\s/.test(line) ? quote(taken, context) : list(taken, context));
      at += taken.length - 1;
    } else paragraph.push(line);
  }
  close();
  return out;
}

function takeWhile(lines, from, pattern) {
  let to = from;
  while (to < lines.length && pattern.test(lines[to])) to += 1;
  return to > from ? lines.slice(from, to) : null;
}

function quote(lines, context) {
  return el("blockquote", {}, blocks(lines.map((line) => line.replace(/^>\s/, "")).join("\n"), context));
}

function list(lines, context) {
  const depth = (line) => /^\s*/.exec(line)[0].length;
  const base = depth(lines[0]);
  const ordered = /^\s*\d/.test(lines[0]);
  const root = el(ordered ? "ol" : "ul", ordered ? { start: parseInt(lines[0], 10) } : {});
  for (let at = 0; at < lines.length; at += 1) {
    const item = el("li", {}, inline(lines[at].replace(/^\s*(?:[-*]|\d{1,3}\.)\s+/, ""), context));
    let end = at + 1;
    while (end < lines.length && depth(lines[end]) > base) end += 1;
    if (end > at + 1) item.append(list(lines.slice(at + 1, end), context));
    at = end - 1;
    root.append(item);
  }
  return root;
}

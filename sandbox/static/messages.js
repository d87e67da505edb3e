// A message as an element: byline, text, embeds, components, reactions, tools.

import { componentTree } from "./components.js";
import { el, link, safeLink } from "./dom.js";
import { markdown } from "./markdown.js";
import { STARTER, threadCard } from "./threads.js";

const COLOURS = ["#4752c4", "#1a7a42", "#a3476f", "#8a5a12", "#2a6f97", "#6b4fb3", "#9b3d2e"];
const QUICK = ["👍", "👎", "❓"];
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export function avatar(name, id, bot) {
  const colour = bot ? "#5865f2" : COLOURS[[...id].reduce((sum, digit) => sum + Number(digit), 0) % COLOURS.length];
  const node = el("span", { class: "avatar", "aria-hidden": "true" }, name[0]?.toUpperCase() ?? "?");
  node.style.background = colour;
  return node;
}

// `acts` has react, reply, edit, remove, press, choose, menu and editing (the id of the message being edited).
export function messageElement(message, context, acts, { first }) {
  const mine = message.author.id === context.me;
  const pinged = !mine && message.mentions.some((user) => user.id === context.me);
  const quoted = message.referenced_message !== undefined || Boolean(message.invoked?.command);
  const classes = ["message", (first || quoted) && "first",
    message.ephemeral && "ephemeral", pinged && "pinged",
    quoted && "reply"];
  const showByline = first || quoted;
  const node = el("li", { class: classes.filter(Boolean).join(" "), id: `m${message.id}` },
    contextLine(message, context),
    showByline && avatar(message.author_name, message.author.id, message.author.bot),
    showByline && byline(message),
    acts.editing === message.id ? editor(message, acts) : body(message, context, acts),
    message.ephemeral && note(message, acts),
    threadCard(message, context),
    reactions(message, context, acts),
    tools(message, context, acts, mine));
  node.addEventListener("contextmenu", (event) => {
    if (message.type === STARTER || event.target.closest("a, input, textarea, select")) return;
    event.preventDefault();
    acts.menu(message, event.clientX, event.clientY);
  });
  return node;
}

function contextLine(message, context) {
  if (message.invoked?.command) {
    const used = [el("b", {}, message.invoked.by), " used ", el("span", { class: "mention" }, message.invoked.command)];
    return el("div", { class: "context-line" }, el("span", {}, used));
  }
  if (message.referenced_message === undefined) return null;
  const original = message.referenced_message;
  if (original === null) return el("div", { class: "context-line" }, el("em", {}, "Original message was deleted"));
  const text = plainText(original, context) || "Click to see the message";
  const jump = () => {
    const target = document.getElementById(`m${original.id}`);
    target?.scrollIntoView({ block: "center" });
  };
  return el("div", { class: "context-line" }, el("b", {}, original.author_name),
    el("button", { class: "quote", type: "button", title: "Go to the original message", on: { click: jump } }, text));
}

export function plainText(message, context) {
  const holder = el("div", {}, markdown(message.content || firstText(message.components), context));
  return holder.textContent.slice(0, 160);
}

function firstText(components) {
  for (const component of components) {
    if (component.type === 10) return component.content;
    const inner = firstText(component.components ?? []);
    if (inner) return inner;
  }
  return "";
}

function byline(message) {
  const date = new Date(message.timestamp);
  return el("div", { class: "byline" }, el("b", {}, message.author_name),
    message.author.bot && el("span", { class: "app" }, "APP"),
    el("time", { dateTime: message.timestamp, title: whole.format(date) }, time.format(date)));
}

function body(message, context, acts) {
  if (message.loading) return el("div", { class: "body thinking" }, `${message.author_name} is thinking…`);
  const edited = message.edited_timestamp && el("span", { class: "edited" }, " (edited)");
  const text = markdown(message.content, context);
  const last = text.at(-1);
  if (edited && last?.tagName === "P") last.append(edited);
  else if (edited) text.push(edited);
  return el("div", { class: "body" }, text,
    message.attachments.map(attachment),
    message.flags & 4 ? [] : message.embeds.map((embed) => embedElement(embed, context)),
    message.components.length > 0 && componentTree(message, context, acts));
}

function attachment(file) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.content_type ?? "")) {
    return el("img", { class: "attached-image", src: new URL(file.url).pathname, alt: file.description ?? file.filename });
  }
  const size = file.size < 1024 ? `${file.size} bytes` : `${Math.round(file.size / 1024)} KB`;
  return el("div", {}, el("div", { class: "attachment" }, "📄",
    el("span", {}, link(file.url, file.filename), el("br"), el("small", {}, size))));
}

export function embedElement(embed, context) {
  const title = embed.title && (embed.url ? link(embed.url, embed.title) : embed.title);
  const thumb = safeLink(embed.thumbnail?.url);
  const image = safeLink(embed.image?.url);
  const node = el("article", { class: "embed" },
    el("div", { class: "embed-text" },
      embed.author?.name && el("div", { class: "author" }, embed.author.url ? link(embed.author.url, embed.author.name) : embed.author.name),
      title && el("div", { class: "title" }, title),
      embed.description && markdown(embed.description, context),
      embed.fields?.length > 0 && el("div", { class: "fields" }, embed.fields.map((field) =>
        el("div", { class: field.inline ? "field inline" : "field" }, el("b", {}, field.name), markdown(field.value, context))))),
    thumb && el("img", { class: "thumb", src: thumb, alt: "" }),
    image && el("img", { class: "big", src: image, alt: "" }),
    (embed.footer?.text || embed.timestamp) && el("div", { class: "footer" },
      [embed.footer?.text, embed.timestamp && whole.format(new Date(embed.timestamp))].filter(Boolean).join(" • ")));
  if (embed.color) node.style.borderLeftColor = `#${embed.color.toString(16).padStart(6, "0")}`;
  return node;
}

function note(message, acts) {
  return el("div", { class: "note" }, "👁 Only you can see this •",
    el("button", { type: "button", on: { click: () => acts.remove(message) } }, "Dismiss message"));
}

function reactions(message, context, acts) {
  const entries = Object.entries(message.reacted_by ?? {});
  if (!entries.length) return null;
  return el("div", { class: "reactions" }, entries.map(([emoji, users]) =>
    el("button", {
      type: "button", "aria-pressed": String(users.includes(context.me)), "aria-label": `${emoji}, ${users.length}`,
      on: { click: () => acts.react(message, emoji) },
    }, `${emoji} ${users.length}`)));
}

function tools(message, context, acts, mine) {
  const tool = (label, sign, click) =>
    el("button", { class: "icon", type: "button", "aria-label": label, title: label, on: { click } }, sign);
  if (message.ephemeral || message.type === STARTER) return null;
  return el("div", { class: "tools", role: "group", "aria-label": "Message tools" },
    QUICK.map((emoji) => tool(`React with ${emoji}`, emoji, () => acts.react(message, emoji))),
    tool("Reply", "↩", () => acts.reply(message)),
    mine && tool("Edit", "✎", () => acts.edit(message)),
    tool("More", "⋯", (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      acts.menu(message, box.left, box.bottom);
    }));
}

function editor(message, acts) {
  const text = el("textarea", { value: message.content, rows: 3, "aria-label": "Edit message" });
  const save = () => acts.save(message, text.value);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") acts.edit(null);
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  queueMicrotask(() => text.focus());
  return el("div", { class: "editor" }, text, el("div", { class: "row" }, "Escape to",
    el("button", { type: "button", class: "text-button", on: { click: () => acts.edit(null) } }, "cancel"), "Enter to",
    el("button", { type: "button", class: "text-button", on: { click: save } }, "save")));
}

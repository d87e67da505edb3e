// A message as an element: byline, text, embeds, components, reactions, tools.

import { componentTree } from "./components.js";
import { el } from "./dom.js";
import { editor } from "./editing.js";
import { attachment, embedElement } from "./embeds.js";
import { keep } from "./keyed.js";
import { markdown } from "./markdown.js";
import { STARTER, threadCard, threadOf } from "./threads.js";

const COLOURS = ["#4752c4", "#1a7a42", "#a3476f", "#8a5a12", "#2a6f97", "#6b4fb3", "#9b3d2e"];
const QUICK = ["👍", "👎", "❓"];
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

// Each person of the server has a colour of their own, as long as there are enough.
function avatar({ author, author_name: name }, context) {
  const colour = author.bot ? "#5865f2" : COLOURS[Math.max([...context.users.keys()].indexOf(author.id), 0) % COLOURS.length];
  const node = el("span", { class: "avatar", "aria-hidden": "true" }, name[0]?.toUpperCase() ?? "?");
  node.style.background = colour;
  return node;
}

// An empty line for the message of an id. `acts` has react, reply, edit, save, remove, press, choose, menu,
// picker and editing (the id of the message being edited).
export function newLine(id, acts) {
  const line = { node: el("li", { id: `m${id}` }), body: el("div", { class: "body" }), message: null };
  line.node.addEventListener("contextmenu", (event) => {
    if (line.message.type === STARTER || event.target.closest("a, input, textarea, select")) return;
    event.preventDefault();
    acts.menu(line.message, event.clientX, event.clientY);
  });
  return line;
}

// Shows a message in its line; what is as it was stays.
export function fillLine(line, message, context, acts, { first, failed }) {
  const mine = message.author.id === context.me;
  const pinged = !mine && message.mentions.some((user) => user.id === context.me);
  const quoted = message.referenced_message !== undefined || Boolean(message.invoked?.command);
  const classes = ["message", (first || quoted) && "first",
    message.ephemeral && "ephemeral", pinged && "pinged",
    quoted && "reply"];
  line.message = message;
  line.node.className = classes.filter(Boolean).join(" ");
  const thread = threadOf(message, context);
  const editing = acts.editing === message.id;
  keep(line.node, parts(context, [
    quoted && ["context", [message.referenced_message, message.invoked], () => contextLine(message, context)],
    (first || quoted) && ["avatar", [message.author_name, message.author.id], () => avatar(message, context)],
    (first || quoted) && ["byline", [message.author_name, message.timestamp], () => byline(message)],
    editing ? ["editor", [], () => editor(line, context, acts)] : ["body", [], () => line.body],
    failed && ["failed", [], () => el("p", { class: "failed", role: "alert" }, "This interaction failed")],
    message.ephemeral && ["note", [], () => note(message, acts)],
    thread && ["thread", [thread], () => threadCard(thread, context)],
    hasReactions(message) && ["reactions", [message.reacted_by, context.me], () => reactions(message, context, acts)],
    !editing && !message.ephemeral && message.type !== STARTER && ["tools", [mine], () => tools(line, acts, mine)],
  ]));
  keep(line.body, parts(context, bodyParts(message, context, acts)));
}

// Parts of a message for `keep`; what names a channel is made anew when channels are named anew.
function parts(context, list) {
  return list.filter(Boolean).map(([key, from, make]) => {
    const data = JSON.stringify(from);
    return { key, data: data.includes("<#") ? `${data}${context.named}` : data, make };
  });
}

function bodyParts(message, context, acts) {
  if (message.loading) return [["text", ["loading"], () => el("div", { class: "thinking" }, `${message.author_name} is thinking…`)]];
  const edited = Boolean(message.edited_timestamp);
  const { attachments, components } = message;
  const embeds = message.flags & 4 ? [] : message.embeds;
  return [
    (message.content || edited) && ["text", [message.content, edited], () => text(message.content, edited, context)],
    attachments.length > 0 && ["attachments", attachments, () => el("div", {}, attachments.map(attachment))],
    embeds.length > 0 && ["embeds", embeds, () => el("div", {}, embeds.map((embed) => embedElement(embed, context)))],
    components.length > 0 && ["components", components, () => componentTree(message, context, acts)],
  ];
}

function contextLine(message, context) {
  if (message.invoked?.command) {
    const used = [el("b", {}, message.invoked.by), " used ", el("span", { class: "mention" }, message.invoked.command)];
    return el("div", { class: "context-line" }, el("span", {}, used));
  }
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

// What a message says, in one line.
function plainText(message, context) {
  const holder = el("div", {}, markdown(message.content || firstText(message.components), context));
  for (const node of holder.querySelectorAll("br, p, li, h1, h2, h3, pre")) node.after(" ");
  return holder.textContent.replace(/\s+/g, " ").trim().slice(0, 160);
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

function text(content, edited, context) {
  const blocks = markdown(content, context);
  const mark = edited && el("span", { class: "edited" }, " (edited)");
  const last = blocks.at(-1);
  if (mark && last?.tagName === "P") last.append(mark);
  else if (mark) blocks.push(mark);
  return el("div", { class: "text" }, blocks);
}

function note(message, acts) {
  return el("div", { class: "note" }, "👁 Only you can see this •",
    el("button", { type: "button", on: { click: () => acts.remove(message) } }, "Dismiss message"));
}

const hasReactions = (message) => Object.keys(message.reacted_by ?? {}).length > 0;

function reactions(message, context, acts) {
  const entries = Object.entries(message.reacted_by);
  return el("div", { class: "reactions" }, entries.map(([emoji, users]) =>
    el("button", {
      type: "button", "aria-pressed": String(users.includes(context.me)), "aria-label": `${emoji}, ${users.length}`,
      on: { click: () => acts.react(message, emoji) },
    }, `${emoji} ${users.length}`)));
}

function tools(line, acts, mine) {
  const tool = (label, sign, click) =>
    el("button", { class: "icon", type: "button", "aria-label": label, title: label, on: { click } }, sign);
  return el("div", { class: "tools", role: "group", "aria-label": "Message tools" },
    QUICK.map((emoji) => tool(`React with ${emoji}`, emoji, () => acts.react(line.message, emoji))),
    tool("Reply", "↩", () => acts.reply(line.message)),
    mine && tool("Edit", "✎", () => acts.edit(line.message)),
    tool("More", "⋯", (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      acts.menu(line.message, box.left, box.bottom);
    }));
}

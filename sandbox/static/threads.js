// Threads on the page: under their channel, in its menu, below the message they began from.

import { openMenu, openModal } from "./dialogs.js";
import { byId, el } from "./dom.js";

export const STARTER = 21;
export const CREATED = 18;

// Discord's number for what kind of channel one is.
export function channelType({ thread, private: hidden }) {
  if (!thread) return 0;
  return hidden ? 12 : 11;
}

export class Threads {
  // `app` has api, channels, channel, context, places, act and go.
  constructor(app) {
    this.app = app;
    this.button = byId("threads");
    this.button.addEventListener("click", () => {
      const box = this.button.getBoundingClientRect();
      openMenu(this.app.channel().thread ? this.own() : this.all(), box.left, box.bottom + 4);
    });
  }

  of(channel) {
    return this.app.channels.filter((other) => other.thread?.parent === channel.id);
  }

  // Those one has joined, and the one that is open, stand in the list of channels.
  listed(channel) {
    const open = this.app.context.channel;
    return this.of(channel).filter((thread) => thread.id === open || (thread.thread.joined && !thread.thread.archived));
  }

  head(channel) {
    this.button.hidden = channel.dm;
    this.button.textContent = channel.thread ? "Thread ▾" : "Threads ▾";
  }

  all() {
    const parent = this.app.channel();
    const found = this.of(parent).sort((a, b) => a.thread.archived - b.thread.archived);
    const says = ({ thread }) => [thread.joined && "joined", thread.archived && "archived", thread.locked && "locked"].filter(Boolean);
    return [
      ...found.map((thread) => ({
        label: [`${thread.private ? "🔒" : "🧵"} ${thread.name}`, ...says(thread)].join(" · "),
        act: () => this.app.go(thread.id),
      })),
      found.length > 0 && null,
      { label: "New thread…", act: () => this.begin({}) },
      { label: "New private thread…", act: () => this.begin({ private: true }) },
    ].filter((entry) => entry !== false);
  }

  own() {
    const here = this.app.channel();
    const { thread } = here;
    const act = (name, more = {}) => () => this.app.act(name, { channel: here.id, ...more });
    return [
      { label: "Go to its channel", act: () => this.app.go(thread.parent) },
      thread.joined ? { label: "Leave thread", act: act("leave_thread") }
        : !thread.archived && { label: "Join thread", act: act("join_thread") },
      thread.changes && { label: thread.archived ? "Open again" : "Archive", act: act("change_thread", { archived: !thread.archived }) },
      thread.manages && { label: thread.locked ? "Unlock" : "Lock", act: act("change_thread", { locked: !thread.locked }) },
      thread.manages && { label: "Delete thread", danger: true, act: act("delete_thread") },
    ].filter(Boolean);
  }

  // In the menu of a message: open its thread, or begin one from it.
  entry(message) {
    const channel = this.app.channel();
    if (channel.dm || channel.thread || message.ephemeral || message.type === CREATED) return false;
    if (message.thread) return { label: "Open thread", act: () => this.app.go(message.thread.id) };
    return { label: "Create thread…", act: () => this.begin({ message: message.id }, message.content) };
  }

  begin(how, text = "") {
    const name = text.replace(/<[^>]*>|[*_`>#|~]|-# /g, " ").replace(/\s+/g, " ").trim().slice(0, 40);
    const { channel } = this.app.context;
    const field = { type: 4, custom_id: "name", style: 1, required: true, min_length: 1, max_length: 100, value: name };
    const modal = { title: how.private ? "New private thread" : "New thread", components: [{ type: 18, label: "Name", component: field }] };
    openModal(modal, async (values) => {
      const thread = await this.app.api.act("start_thread", { channel, ...how, name: values.name });
      this.app.places.put(thread);
      this.app.go(thread.id);
    });
  }
}

// The name of the thread that began from a message, and how many messages it has; null when none did.
export function threadOf(message, context) {
  if (!message.thread) return null;
  const known = context.thread(message.thread.id);
  return { id: message.thread.id, name: known?.name ?? message.thread.name, count: known?.thread.count ?? message.thread.message_count };
}

// What stands below a message that a thread began from.
export function threadCard({ id, name, count }, context) {
  return el("button", { type: "button", class: "thread-card", on: { click: () => context.openChannel(id) } },
    el("span", { "aria-hidden": "true" }, "🧵"), el("b", {}, name), el("span", {}, `${count} ${count === 1 ? "message" : "messages"} ›`));
}

// The line in the channel that tells of a thread begun without a message.
export function threadLine(message, context) {
  const open = () => context.openChannel(message.message_reference.channel_id);
  return el("li", { class: "message system first", id: `m${message.id}` }, el("p", {}, el("span", { "aria-hidden": "true" }, "🧵 "),
    el("b", {}, message.author_name), " started a thread: ",
    el("button", { type: "button", class: "mention", on: { click: open } }, message.content)));
}

// The first message of a thread shows the message that it began from.
export function asShown(message) {
  if (message.type !== STARTER) return message;
  const original = message.referenced_message;
  if (!original) return { ...message, content: "*The message that this thread began from was deleted.*", referenced_message: undefined };
  return { ...original, id: message.id, type: STARTER, components: [], thread: undefined, message_reference: undefined, referenced_message: undefined };
}

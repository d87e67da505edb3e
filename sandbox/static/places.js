// The list of channels and threads, the conversation's head, and the welcome at its beginning.

import { byId, el } from "./dom.js";
import { keep } from "./keyed.js";

const sign = (channel) => (channel.dm ? "@" : channel.thread ? "🧵" : "#");

// A dot for messages, a number for those that are meant for this person.
function mark({ count, pings }) {
  if (pings) return el("span", { class: "pings", role: "img", "aria-label": pings === 1 ? "1 mention" : `${pings} mentions` }, String(pings));
  return count > 0 && el("span", { class: "unread", role: "img", "aria-label": "unread messages" });
}

export class Places {
  // `app` has channels, channel, context, unread, start, threads, composer, go, openChannel, conversation and reloadCommands.
  constructor(app) {
    this.app = app;
  }

  drawHead() {
    const { app } = this;
    const channel = app.channel();
    byId("channel-name").textContent = `${sign(channel)} ${channel.name}`;
    byId("channel-topic").textContent = channel.topic ?? "";
    app.threads.head(channel);
  }

  draw() {
    const { app } = this;
    const pings = app.unread.pings();
    document.title = `${pings ? `(${pings}) ` : ""}${sign(app.channel())} ${app.channel().name} – ${app.start.guild.name} – sandbox`;
    const item = (channel) => el("button", {
      type: "button", class: [channel.thread && "thread", app.unread.at(channel.id).count > 0 && "new"].filter(Boolean).join(" "),
      "aria-current": channel.id === app.context.channel ? "page" : undefined,
      on: { click: () => app.go(channel.id) },
    }, el("span", { class: "sign", "aria-hidden": "true" }, channel.private ? "🔒" : sign(channel)),
    el("span", { class: "name" }, channel.name),
    mark(app.unread.at(channel.id)));
    const heading = (text) => ({ key: text, data: text, make: () => el("h3", {}, text) });
    const entry = (channel) => ({
      key: channel.id, make: () => item(channel),
      data: JSON.stringify([channel.name, channel.private, channel.id === app.context.channel, app.unread.at(channel.id)]),
    });
    keep(byId("channels"), [
      heading("Text channels"), ...app.channels.filter((channel) => !channel.dm && !channel.thread)
        .flatMap((channel) => [entry(channel), ...app.threads.listed(channel).map(entry)]),
      heading("Direct messages"), ...app.channels.filter((channel) => channel.dm).map(entry)]);
  }

  welcome(channel) {
    const { app } = this;
    const home = channel.thread ? app.channels.find((other) => other.id === channel.thread.parent) : channel;
    const ask = channel.dm || app.start.no_mention.includes(home?.name) ? "" : `@${app.start.bot.name} `;
    const title = channel.dm || channel.thread ? channel.name : `Welcome to #${channel.name}!`;
    const words = channel.thread ? `This is a ${channel.private ? "private " : ""}thread in #${home?.name ?? "unknown"}.` : channel.dm
      ? `This is your direct message with ${app.start.bot.name}. Nobody else sees it.`
      : `This server is on this computer only. Type a message, mention @${app.start.bot.name}, or type / to see its commands.`;
    byId("welcome").replaceChildren(el("div", { class: "badge", "aria-hidden": "true" }, sign(channel)),
      el("h2", {}, title), el("p", {}, words),
      ...(app.start.suggestions.length ? [el("p", { id: "try" }, "Try one of these:")] : []),
      el("ul", { "aria-labelledby": "try" }, app.start.suggestions.map((text) => el("li", {},
        el("button", { type: "button", on: { click: () => app.composer.fill(ask + text) } }, text)))));
  }

  add(channel) {
    const { app } = this;
    if (channel.dm) return;
    this.put(channel);
    this.draw();
    if (channel.id === app.context.channel) this.drawHead();
    if (channel.id === app.context.channel && channel.thread) app.reloadCommands();
    app.conversation.draw();
  }

  put(channel) {
    const { app } = this;
    const at = app.channels.findIndex((known) => known.id === channel.id);
    if (at >= 0) app.channels[at] = channel;
    else app.channels.push(channel);
    if (app.context.channels.get(channel.id) === channel.name) return;
    app.context.channels.set(channel.id, channel.name);
    app.context.named += 1;
  }

  drop(id) {
    const { app } = this;
    const gone = app.channels.find((channel) => channel.id === id);
    if (!gone) return;
    app.channels = app.channels.filter((channel) => channel !== gone);
    app.context.channels.delete(id);
    app.context.named += 1;
    app.unread.drop(id);
    if (app.context.channel === id) app.openChannel(gone.thread?.parent ?? app.channels[0].id, "replaceState");
    else this.draw();
  }
}

// The page: keeps what one person sees, and connects the parts.

import { Api } from "./api.js";
import { local } from "./command.js";
import { entities } from "./components.js";
import { Composer } from "./composer.js";
import { openMenu, openModal } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { messageElement } from "./messages.js";
import { Panel } from "./panel.js";
import { Places } from "./places.js";
import { theme } from "./theme.js";
import { asShown, STARTER, threadLine, Threads } from "./threads.js";
import { Typing } from "./typing.js";

const GROUP_SECONDS = 420;

class App {
  constructor() {
    this.api = new Api();
    this.messages = new Map();
    this.commands = [];
    this.context = {
      users: new Map(), roles: new Map(), channels: new Map(), me: null, channel: null,
      openChannel: (id) => this.openChannel(id),
      thread: (id) => this.channels.find((channel) => channel.id === id && channel.thread),
      entities: (type) => this.entities(type),
    };
    this.acts = {
      editing: null,
      react: (message, emoji) => this.act("react", { message: message.id, emoji }),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.edit(message),
      save: (message, text) => this.save(message, text),
      remove: (message) => this.act("delete", { message: message.id }),
      press: (message, custom_id) => this.interact("press", { message: message.id, custom_id }),
      choose: (message, custom_id, values) => this.interact("choose", { message: message.id, custom_id, values }),
      menu: (message, x, y) => this.menu(message, x, y),
    };
    this.panel = new Panel(this.api, (error) => this.complain(error));
    this.composer = new Composer(this);
    this.threads = new Threads(this);
    this.places = new Places(this);
    this.typing = new Typing(this.context);
  }

  async begin() {
    const start = await this.api.get("start");
    this.start = start;
    document.title = `${start.guild.name} – sandbox`;
    byId("server-name").textContent = start.guild.name;
    this.context.users = new Map([[start.bot.id, start.bot.name], ...start.people.map((person) => [person.id, person.name])]);
    this.context.roles = new Map(start.roles.map((role) => [role.id, role.name]));
    byId("act-as").replaceChildren(...start.people.map((person) =>
      el("option", { value: person.id }, person.roles.length ? `${person.name} (${person.roles.join(", ")})` : person.name)));
    byId("act-as").addEventListener("change", (event) => this.become(event.target.value));
    byId("language").replaceChildren(...Object.entries(start.languages).map(([value, name]) => el("option", { value }, name)));
    byId("language").addEventListener("change", (event) => this.speak(event.target.value));
    byId("menu").addEventListener("click", () => this.drawer(true));
    byId("scrim").addEventListener("click", () => this.drawer(false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.drawer(false));
    // A picture that arrives late must not push the latest message out of sight.
    byId("scroll").addEventListener("scroll", () => { this.stuck = this.atEnd(); });
    byId("scroll").addEventListener("load", () => this.stuck && this.toEnd(), true);
    this.showOnline(start.bot.online);
    await this.panel.load();
    const wanted = new URLSearchParams(location.search).get("as");
    const person = start.people.find((known) => known.name === wanted) ?? start.people[0];
    byId("act-as").value = person.id;
    await this.become(person.id);
  }

  async become(id) {
    this.api.as = id;
    this.context.me = id;
    this.context.locale = this.start.people.find((person) => person.id === id).locale;
    byId("language").value = this.context.locale;
    this.channels = await this.api.get("channels");
    this.unread = new Set();
    this.context.channels = new Map(this.channels.filter((channel) => !channel.dm).map((channel) => [channel.id, channel.name]));
    this.api.live((update) => this.update(update), () => setTimeout(() => this.recover(), 1000));
    const kept = this.channels.find((channel) => channel.id === this.context.channel);
    await this.openChannel((kept ?? this.channels[0]).id);
  }

  // Interactions carry the language, and commands are shown in it.
  async speak(locale) {
    this.start.people.find((person) => person.id === this.context.me).locale = locale;
    this.context.locale = locale;
    await this.act("language", { locale });
    this.composer.reset(this.composer.text.placeholder);
  }

  async recover() {
    try {
      await this.become(this.api.as);
    } catch {
      this.complain(new Error("The sandbox cannot be reached; trying again…"));
      setTimeout(() => this.recover(), 2000);
    }
  }

  channel() {
    return this.channels.find((channel) => channel.id === this.context.channel);
  }

  async openChannel(id) {
    if (!this.channels.some((channel) => channel.id === id)) return;
    this.context.channel = id;
    this.typing.clear();
    this.unread.delete(id);
    this.acts.editing = null;
    this.drawer(false);
    this.places.draw();
    const channel = this.channel();
    this.places.drawHead();
    this.composer.reset(channel.thread ? `Message “${channel.name}”` : `Message ${channel.dm ? "@" : "#"}${channel.name}`);
    this.places.welcome(channel);
    const [messages, commands] = await Promise.all([this.api.get("messages", { channel: id }), this.api.get("commands", { channel: id })]);
    if (this.context.channel !== id) return;
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.commands = commands;
    this.composer.suggestAgain();
    this.draw();
    this.toEnd();
    if (matchMedia("(pointer: fine)").matches) byId("compose-text").focus();
  }

  drawer(open) {
    document.body.classList.toggle("drawer", open);
    byId("scrim").hidden = !open;
    byId("menu").setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#channels button")?.focus();
  }

  draw() {
    let before = null;
    byId("messages").replaceChildren(...[...this.messages.values()].map(asShown).map((message) => {
      const line = threadLine(message, this.context);
      if (line) {
        before = null;
        return line;
      }
      const apart = before === null || before.author.id !== message.author.id || before.ephemeral !== message.ephemeral
        || (new Date(message.timestamp) - new Date(before.timestamp)) / 1000 > GROUP_SECONDS;
      before = message;
      return messageElement(message, this.context, this.acts, { first: apart });
    }));
    byId("welcome").querySelector("ul").hidden = false;
  }

  atEnd() {
    const scroll = byId("scroll");
    return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  }

  toEnd() {
    const scroll = byId("scroll");
    scroll.scrollTop = scroll.scrollHeight;
    this.stuck = true;
  }

  update(update) {
    const handlers = {
      traffic: () => this.panel.add(update.entry),
      message: () => this.receive(update),
      deleted: () => this.forget(update),
      typing: () => this.typing.show(update),
      bot_online: () => this.showOnline(update.online),
      commands_changed: () => this.reloadCommands(),
      channel: () => this.places.add(update.channel),
      channel_gone: () => this.places.drop(update.id),
    };
    handlers[update.type]?.();
  }

  receive({ message, new: fresh }) {
    const where = this.channels.find((channel) => channel.id === message.channel_id);
    if (fresh && where?.thread && message.type !== STARTER) where.thread.count += 1;
    if (message.channel_id !== this.context.channel) {
      if (fresh && where && (!where.thread || where.thread.joined)) {
        this.unread.add(message.channel_id);
        this.places.draw();
      }
      if (where?.thread?.parent === this.context.channel && this.acts.editing === null) this.draw();
      return;
    }
    const atEnd = this.atEnd();
    if (!fresh && !this.messages.has(message.id)) return;
    this.messages.set(message.id, message);
    this.typing.done(message.author.id);
    if (this.acts.editing === null || fresh) this.draw();
    if (atEnd || (fresh && message.author.id === this.context.me)) this.toEnd();
  }

  forget({ id }) {
    if (this.messages.delete(id)) this.draw();
  }

  showOnline(online) {
    byId("bot-state").textContent = `${this.start.bot.name} ${online ? "online" : "offline"}`;
    byId("bot-state").classList.toggle("online", online);
  }

  async reloadCommands() {
    this.commands = await this.api.get("commands", { channel: this.context.channel });
    this.composer.suggestAgain();
  }

  entities(type) {
    const pick = (map, sign) => [...map].map(([value, name]) => ({ value, label: `${sign}${name}` }));
    if (type === 6) return pick(this.context.users, "@");
    if (type === 7) return pick(this.context.channels, "#");
    if (type === 8) return pick(this.context.roles, "@");
    return [...pick(this.context.users, "@"), ...pick(this.context.roles, "@")];
  }

  send(text, replyTo, files) {
    const fields = { channel: this.context.channel, text, reply_to: replyTo?.id ?? "" };
    return files.length ? this.api.upload(fields, files) : this.api.act("send", fields);
  }

  async act(name, fields) {
    try {
      return await this.api.act(name, { channel: this.context.channel, ...fields });
    } catch (error) {
      this.complain(error);
      return null;
    }
  }

  async interact(name, fields) {
    const result = await this.act(name, fields);
    if (result?.modal) {
      openModal(result.modal, (values) => this.interact("submit", { interaction: result.interaction, values }), {
        entities: (type) => entities(type, this.context), hold: (files) => this.api.hold(files),
      });
    }
  }

  async invoke(command, options, files = []) {
    try {
      for (const [name, file] of files) [options[name]] = await this.api.hold([file]);
    } catch (error) {
      this.complain(error);
      return;
    }
    await this.interact("invoke", { command, options });
  }

  edit(message) {
    this.acts.editing = message?.id ?? null;
    this.draw();
    if (message === null) byId("compose-text").focus();
  }

  editLast() {
    const mine = [...this.messages.values()].filter((message) => message.author.id === this.context.me);
    if (mine.length) this.edit(mine.at(-1));
  }

  async save(message, text) {
    this.acts.editing = null;
    if (text.trim() && text !== message.content) await this.act("edit", { message: message.id, text });
    this.edit(null);
  }

  menu(message, x, y) {
    const mine = message.author.id === this.context.me;
    const moderator = this.start.people.find((person) => person.id === this.context.me).roles.length > 0;
    const apps = this.commands.filter((command) => command.type === 3);
    const onUser = this.commands.filter((command) => command.type === 2);
    openMenu([
      { label: "Reply", act: () => this.acts.reply(message) },
      this.threads.entry(message),
      { label: "Copy text", act: () => navigator.clipboard?.writeText(message.content) },
      mine && { label: "Edit message", act: () => this.acts.edit(message) },
      (mine || (moderator && !this.channel().dm)) && { label: "Delete message", danger: true, act: () => this.acts.remove(message) },
      apps.length > 0 && null,
      ...apps.map((command) => ({ label: local(command, "name", this.context.locale), act: () => this.interact("message_menu", { command: command.name, message: message.id }) })),
      ...onUser.map((command) => ({
        label: `${command.name} (${message.author_name})`,
        act: () => this.interact("user_menu", { command: command.name, user: message.author.id }),
      })),
    ].filter((entry) => entry !== false), x, y);
  }

  complain(error) {
    const notice = byId("notice");
    notice.textContent = error.message;
    notice.hidden = false;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => { notice.hidden = true; }, 6000);
  }
}

theme();
const app = new App();
app.begin().catch((error) => app.complain(error));

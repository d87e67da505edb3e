// The page: keeps what one person sees, and connects the parts.

import { address, addressed, placed } from "./address.js";
import { Api, Refusal } from "./api.js";
import { Arrivals } from "./arrivals.js";
import { COMPONENTS, entities } from "./choosing.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { askFirst, openMenu, openModal } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { typeAnywhere } from "./keys.js";
import { messageMenu } from "./menu.js";
import { withMentions, withNames } from "./names.js";
import { Panel } from "./panel.js";
import { Places } from "./places.js";
import { theme } from "./theme.js";
import { channelType, Threads } from "./threads.js";
import { Typing } from "./typing.js";
import { Unread } from "./unread.js";

class App {
  constructor() {
    this.api = new Api();
    this.commands = [];
    this.context = {
      users: new Map(), roles: new Map(), channels: new Map(), named: 0, me: null, channel: null,
      openChannel: (id) => this.go(id),
      thread: (id) => this.channels.find((channel) => channel.id === id && channel.thread),
      typeOf: (id) => channelType(this.channels.find((channel) => channel.id === id)),
    };
    this.acts = {
      editing: null,
      react: (message, emoji) => this.act("react", { message: message.id, emoji }),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.edit(message),
      save: (message, text) => this.save(message, text),
      remove: (message) => this.act("delete", { message: message.id }),
      askToRemove: (message) => this.askToRemove(message),
      press: (message, custom_id) => this.use("press", message, { custom_id }),
      choose: (message, custom_id, values) => this.use("choose", message, { custom_id, values }),
      menu: (message, x, y) => openMenu(messageMenu(this, message), x, y),
    };
    this.unread = new Unread(this.api);
    this.conversation = new Conversation(this.context, this.acts);
    this.panel = new Panel(this.api, (error) => this.complain(error));
    this.composer = new Composer(this);
    this.acts.picker = this.composer.picker;
    this.threads = new Threads(this);
    this.places = new Places(this);
    this.typing = new Typing(this.context);
    this.arrivals = new Arrivals(this);
  }

  async begin() {
    const start = await this.api.get("start");
    this.start = start;
    byId("server-name").textContent = start.guild.name;
    this.context.users = new Map([[start.bot.id, start.bot.name], ...start.people.map((person) => [person.id, person.name])]);
    this.context.roles = new Map(start.roles.map((role) => [role.id, role.name]));
    byId("act-as").replaceChildren(...start.people.map((person) =>
      el("option", { value: person.id }, person.roles.length ? `${person.name} (${person.roles.join(", ")})` : person.name)));
    byId("act-as").addEventListener("change", (event) =>
      this.become(event.target.value).catch((error) => this.complain(error)));
    byId("language").replaceChildren(...Object.entries(start.languages).map(([value, name]) => el("option", { value }, name)));
    byId("language").addEventListener("change", (event) => this.speak(event.target.value));
    byId("menu").addEventListener("click", () => this.drawer(true));
    byId("scrim").addEventListener("click", () => this.drawer(false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.drawer(false));
    this.showOnline(start.bot.online);
    await this.panel.load();
    addEventListener("popstate", () => this.follow().catch((error) => this.complain(error)));
    document.addEventListener("visibilitychange", () => this.arrivals.look());
    await this.follow();
  }

  // Goes where the address says, or as near as there is.
  async follow() {
    const { as, at } = addressed();
    const person = this.start.people.find((known) => known.name === as) ?? this.person() ?? this.start.people[0];
    if (person.id !== this.context.me) {
      byId("act-as").value = person.id;
      await this.become(person.id, at, "replaceState");
      return;
    }
    const there = this.channels.find((channel) => placed(channel) === at) ?? this.channels[0];
    if (there.id !== this.context.channel) await this.openChannel(there.id, "replaceState");
  }

  // Acts as somebody from now on, where they are or at the place `at`.
  async become(id, at = placed(this.channel()), how = "pushState") {
    if (id !== this.context.me) {
      this.acts.editing = null;
      this.composer.depart(`${this.start.people.find((person) => person.id === id).name} ${at}`);
    }
    this.api.as = id;
    this.context.me = id;
    this.context.locale = this.person().locale;
    byId("language").value = this.context.locale;
    const channels = await this.api.get("channels");
    if (this.context.me !== id) return;
    this.channels = channels;
    this.unread.load(channels);
    this.context.channels = new Map(this.channels.filter((channel) => !channel.dm).map((channel) => [channel.id, channel.name]));
    this.context.named += 1;
    this.api.live((update) => this.arrivals.hear(update), () => this.lost());
    await this.openChannel((channels.find((channel) => placed(channel) === at) ?? channels[0]).id, how);
  }

  // Interactions carry the language, and commands are shown in it.
  async speak(locale) {
    this.person().locale = locale;
    this.context.locale = locale;
    await this.act("language", { locale });
    this.composer.enter(this.composer.place, this.composer.text.placeholder);
    this.composer.commandsCame();
  }

  lost() {
    this.showOnline(false);
    setTimeout(() => this.recover(), 200);
  }

  async recover() {
    try {
      await this.become(this.api.as, undefined, "replaceState");
      byId("notice").hidden = true;
    } catch (error) {
      // Another sandbox has taken its place, where everybody has another id.
      if (error instanceof Refusal) location.reload();
      this.complain(error);
      setTimeout(() => this.recover(), 2000);
    }
  }

  person() {
    return this.start.people.find((person) => person.id === this.context.me);
  }

  channel() {
    return this.channels.find((channel) => channel.id === this.context.channel);
  }

  go(id) {
    return this.openChannel(id).catch((error) => this.complain(error));
  }

  // `how` as for `address`.
  async openChannel(id, how = "pushState") {
    if (!this.channels.some((channel) => channel.id === id)) return;
    if (id !== this.context.channel) this.acts.editing = null;
    this.context.channel = id;
    const opening = this.conversation.hold();
    this.typing.clear();
    const { since, count } = this.unread.at(id);
    this.drawer(false);
    const channel = this.channel();
    address(this.person(), channel, how);
    this.places.draw();
    this.places.drawHead();
    this.composer.enter(`${this.person().name} ${placed(channel)}`,
      channel.thread ? `Message “${channel.name}”` : `Message ${channel.dm ? "@" : "#"}${channel.name}`);
    this.places.welcome(channel);
    const [messages, commands] = await Promise.all([this.api.get("messages", { channel: id }), this.api.get("commands", { channel: id })]);
    if (!this.conversation.open(messages, opening, count ? since : null)) return;
    this.arrivals.look();
    this.commands = commands;
    this.composer.commandsCame();
    if (matchMedia("(pointer: fine)").matches) byId("compose-text").focus();
  }

  drawer(open) {
    document.body.classList.toggle("drawer", open);
    byId("scrim").hidden = !open;
    byId("menu").setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#channels button")?.focus();
  }

  showOnline(online) {
    byId("bot-state").textContent = `${this.start.bot.name} ${online ? "online" : "offline"}`;
    byId("bot-state").classList.toggle("online", online);
  }

  async reloadCommands() {
    this.commands = await this.api.get("commands", { channel: this.context.channel });
    this.composer.commandsCame();
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

  // Whether it was taken; it may open a form.
  async interact(name, fields) {
    const result = await this.act(name, fields);
    if (result?.modal) {
      const { channel } = this.context;
      openModal(result.modal, (values) => this.api.act("submit", { channel, interaction: result.interaction, values }), {
        entities: (type, types) => entities(COMPONENTS[type], this.context, types), hold: (files) => this.api.hold(files),
      });
    }
    return result !== null;
  }

  // Uses a component of a message, which tells when that failed.
  async use(name, message, fields) {
    this.conversation.mark(message.id, false);
    const taken = await this.interact(name, { message: message.id, ...fields });
    if (!taken) this.conversation.mark(message.id, true);
    return taken;
  }

  async invoke(command, options, files = []) {
    try {
      for (const [name, file] of files) [options[name]] = await this.api.hold([file]);
    } catch (error) {
      this.complain(error);
      return false;
    }
    return this.interact("invoke", { command, options });
  }

  edit(message) {
    this.acts.editing = message?.id ?? null;
    this.composer.picker.hide();
    this.conversation.draw();
    if (message === null) byId("compose-text").focus();
  }

  editLast() {
    const mine = this.conversation.lastOf(this.context.me);
    if (mine) this.edit(mine);
  }

  async save(message, typed) {
    const text = withMentions(typed, this.context);
    if (!text.trim() && !message.attachments.length) {
      this.askToRemove(message);
      return;
    }
    const changed = text !== message.content;
    if (changed && !(await this.act("edit", { message: message.id, text }))) return;
    this.edit(null);
  }

  askToRemove(message) {
    const words = withNames(message.content, this.context).replace(/\s+/g, " ").slice(0, 100);
    askFirst("Delete message", `${words ? `“${words}”` : "The message"} will be gone for good.`, "Delete", () => this.acts.remove(message));
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
typeAnywhere();
const app = new App();
app.begin().catch((error) => app.complain(error));

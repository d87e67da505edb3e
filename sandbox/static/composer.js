// The message box: writing, replying, files, mentions and slash commands.

import { CommandForm, flatten, writtenOut } from "./command.js";
import { byId, el, grow } from "./dom.js";
import { Drafts, NOTHING } from "./drafts.js";
import { offerMentions } from "./mentioning.js";
import { withMentions } from "./names.js";
import { Picker } from "./picker.js";

const TYPING_EVERY = 8000;
const MOST = 2000;
const TOLD_FROM = 200;

export class Composer {
  // `app` has api, context, channel, commands, send, invoke and complain.
  constructor(app) {
    this.app = app;
    this.text = byId("compose-text");
    this.picker = new Picker();
    this.form = new CommandForm(this.picker, app.api, app.context);
    this.files = [];
    this.replyTo = null;
    this.typedAt = 0;
    this.drafts = new Drafts();
    this.place = null;
    this.bound = null;
    this.waiting = null;
    addEventListener("pagehide", () => this.leave());
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("blur", () => this.picker.hide());
    this.text.addEventListener("paste", (event) => this.take(event.clipboardData.files));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.form.open) this.form.send();
      else this.send();
    });
    byId("composer").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && this.form.open) this.cancelCommand(true);
    });
    byId("attach").addEventListener("click", () => byId("file-input").click());
    byId("file-input").addEventListener("change", (event) => {
      this.take(event.target.files);
      event.target.value = "";
    });
    byId("scroll").addEventListener("dragover", (event) => event.preventDefault());
    byId("scroll").addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer.files);
    });
  }

  // Goes to another place, or as another person, where what was not sent there is found again.
  enter(place, placeholder) {
    if (this.place !== null) this.leave();
    else if (this.text.value) this.drafts.keep(place, this.draft());
    this.place = place;
    this.text.placeholder = placeholder;
    this.text.setAttribute("aria-label", placeholder);
    this.restore(this.drafts.at(place));
  }

  // Leaves for a place that is not known yet, likely `bound`: what is typed until then is of that place.
  depart(bound) {
    const from = this.place ?? (this.text.value ? this.bound : null);
    const starting = this.place === null && this.bound === null;
    this.bound = bound;
    if (starting) return;
    if (from !== null) this.drafts.keep(from, this.draft());
    this.restore(NOTHING);
    this.place = null;
  }

  leave() {
    if (this.place !== null) this.drafts.keep(this.place, this.draft());
  }

  draft() {
    const command = this.form.open ? this.form.draft() : this.waiting;
    return { text: this.text.value, files: this.files, replyTo: this.replyTo, command };
  }

  // A command comes back when its place's commands are known.
  restore({ text, files, replyTo, command }) {
    this.cancelCommand(false);
    this.reply(replyTo);
    this.text.value = text;
    this.files = files;
    this.waiting = command;
    this.drawFiles();
    this.grow();
  }

  // What was refused comes back, unless something else has been begun there.
  giveBack(place, draft) {
    const now = place === this.place ? this.draft() : this.drafts.at(place);
    if (now.text || now.files.length || now.command) return;
    if (place !== this.place) this.drafts.keep(place, draft);
    else {
      this.restore(draft);
      this.commandsCame();
    }
  }

  fill(text) {
    this.text.value = text;
    this.grow();
    this.text.focus();
  }

  reply(message) {
    this.replyTo = message;
    const box = byId("replying");
    box.hidden = message === null;
    if (message === null) return;
    const cancel = el("button", { type: "button", class: "icon", "aria-label": "Do not reply", on: { click: () => this.reply(null) } }, "✕");
    box.replaceChildren(el("span", {}, "Replying to ", el("b", {}, message.author_name)), cancel);
    if (!this.text.hidden) this.text.focus();
  }

  // A message that is gone cannot be replied to.
  forget(id) {
    if (this.replyTo?.id === id) this.reply(null);
    this.drafts.forget(id);
  }

  grow() {
    grow(this.text);
    const left = MOST - [...withMentions(this.text.value, this.app.context)].length;
    const count = byId("count");
    count.textContent = left <= TOLD_FROM ? String(left) : "";
    count.classList.toggle("over", left < 0);
  }

  changed() {
    this.waiting = null;
    if (this.beginWritten()) return;
    this.grow();
    this.suggest();
    if (this.place === null) return;
    if (this.text.value && !this.text.value.startsWith("/") && Date.now() - this.typedAt > TYPING_EVERY) {
      this.typedAt = Date.now();
      this.app.api.act("typing", { channel: this.app.context.channel }).catch(() => {});
    }
  }

  // What was typed before the commands came finds them now.
  commandsCame() {
    const { waiting } = this;
    const command = waiting && this.commands().find(({ name }) => name === waiting.name);
    if (command) this.startCommand(command, waiting);
    else if (this.text.value.startsWith("/") && !this.beginWritten()) this.suggest();
  }

  commands() {
    return flatten(this.app.commands, this.app.context.locale);
  }

  // Begins the command that is written out, as Discord does at the space after it; says whether there is one.
  beginWritten() {
    const found = writtenOut(this.text.value, this.commands());
    if (found) this.startCommand(found.command, found.draft);
    return found !== null;
  }

  suggest() {
    const command = /^\/(.*)$/.exec(this.text.value);
    if (command) {
      const typed = command[1].toLowerCase().trimEnd();
      const found = this.commands().filter((entry) => entry.name.includes(typed) || entry.label.slice(1).includes(typed));
      found.sort((a, b) => b.label.startsWith(`/${typed}`) - a.label.startsWith(`/${typed}`) || a.label.localeCompare(b.label));
      this.picker.show(found, (entry) => this.startCommand(entry), this.text, "No commands match");
    } else offerMentions(this.text, this.picker, this.app.context, () => this.grow());
  }

  key(event) {
    if (this.picker.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.replyTo) this.reply(null);
    else if (event.key === "ArrowUp" && this.text.value === "") {
      event.preventDefault();
      this.app.editLast();
    }
  }

  startCommand(entry, draft) {
    this.picker.hide();
    this.waiting = null;
    this.text.value = "";
    this.text.hidden = true;
    this.form.start(entry, {
      onCancel: () => this.cancelCommand(true),
      onSend: async (name, options, files) => {
        const { place } = this;
        const sent = this.draft();
        this.cancelCommand(true);
        if (!(await this.app.invoke(name, options, files))) this.giveBack(place, sent);
      },
    }, draft);
  }

  cancelCommand(focus) {
    this.form.stop();
    this.text.hidden = false;
    if (focus) this.text.focus();
  }

  take(files) {
    this.files = [...this.files, ...files];
    this.drawFiles();
  }

  drawFiles() {
    const remove = (file) => {
      this.files = this.files.filter((other) => other !== file);
      this.drawFiles();
    };
    byId("files").replaceChildren(...this.files.map((file) => el("li", {}, file.name,
      el("button", { type: "button", class: "icon", "aria-label": `Remove ${file.name}`, on: { click: () => remove(file) } }, "✕"))));
  }

  async send() {
    if (this.place === null || this.beginWritten()) return;
    const text = withMentions(this.text.value, this.app.context);
    if (!text.trim() && !this.files.length) return;
    const { place } = this;
    const sent = this.draft();
    this.typedAt = 0;
    this.picker.hide();
    this.restore(NOTHING);
    try {
      await this.app.send(text, sent.replyTo, sent.files);
    } catch (error) {
      this.giveBack(place, sent);
      this.app.complain(error);
    }
  }
}

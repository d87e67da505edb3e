// Filling in a slash command: its options as fields, with choices and live autocomplete.

import { entities, OPTIONS } from "./choosing.js";
import { byId, el } from "./dom.js";

const SUBCOMMAND = 1;
const GROUP = 2;
const BOOLEAN = 5;
const ATTACHMENT = 11;

// A command's or option's name or description in a language, where it has one.
export function local(item, field, locale) {
  return item[`${field}_localizations`]?.[locale] ?? item[field];
}

// Every command and subcommand on its own line, called as in a language; `name` is what Discord is told.
export function flatten(commands, locale) {
  const walk = (name, label, item) => {
    const nested = (item.options ?? []).filter((option) => [SUBCOMMAND, GROUP].includes(option.type));
    const deeper = (option) => walk(`${name} ${option.name}`, `${label} ${local(option, "name", locale)}`, option);
    if (nested.length) return nested.flatMap(deeper);
    return [{ name, label: `/${label}`, detail: local(item, "description", locale), options: item.options ?? [] }];
  };
  return commands.filter((command) => command.type === 1).flatMap((command) => walk(command.name, local(command, "name", locale), command));
}

// The command that a text writes out, with what follows it as its first option; null when it writes out none.
export function writtenOut(text, commands) {
  const opens = (entry) => [entry.label, `/${entry.name}`].find((label) => text.toLowerCase().startsWith(`${label} `));
  const command = commands.find((entry) => opens(entry) && begun(entry).length);
  if (!command) return null;
  const rest = text.slice(opens(command).length).trimStart();
  const shown = begun(command).map((option) => option.name);
  return { command, draft: { values: rest ? [[shown[0], { label: rest, value: rest }]] : [], shown } };
}

// The options that a command begins with; a switch is left alone: Enter would set what nobody asked for.
function begun(command) {
  const required = command.options.filter((option) => option.required);
  const first = command.options.filter((option) => ![BOOLEAN, ATTACHMENT].includes(option.type));
  return required.length ? required : first.slice(0, 1);
}

export class CommandForm {
  constructor(picker, api, context) {
    this.picker = picker;
    this.api = api;
    this.context = context;
    this.box = byId("command");
    this.command = null;
    this.asked = 0;
  }

  get open() {
    return this.command !== null;
  }

  // `draft` is what was filled in before.
  start(command, { onSend, onCancel }, draft) {
    this.command = command;
    this.onSend = onSend;
    this.onCancel = onCancel;
    this.values = new Map(draft?.values);
    this.shown = begun(command);
    if (draft) this.shown = command.options.filter((option) => draft.shown.includes(option.name));
    this.draw();
  }

  draft() {
    return { name: this.command.name, values: this.values, shown: this.shown.map((option) => option.name) };
  }

  stop() {
    this.command = null;
    this.box.hidden = true;
    this.picker.hide();
  }

  draw(focus = this.shown[0]) {
    const rest = this.command.options.filter((option) => !this.shown.includes(option));
    const add = (option) => {
      this.shown.push(option);
      this.draw(option);
    };
    const hint = el("p", { id: "command-hint" }, this.command.detail);
    this.box.replaceChildren(
      el("span", { class: "name" }, this.command.label),
      ...this.shown.map((option) => this.field(option, hint)),
      ...rest.map((option) => el("button", { type: "button", class: "text-button add", on: { click: () => add(option) } }, `+ ${this.named(option)}`)),
      el("button", { type: "button", class: "icon", "aria-label": "Cancel the command", on: { click: () => this.onCancel() } }, "✕"),
      hint);
    this.box.hidden = false;
    (focus ? byId(`option-${focus.name}`) : byId("send")).focus();
  }

  field(option, hint) {
    if (option.type === ATTACHMENT) return this.fileField(option, hint);
    const id = `option-${option.name}`;
    const input = el("input", {
      id, value: this.values.get(option.name)?.label ?? "", role: "combobox", "aria-expanded": "false", autocomplete: "off",
      "aria-controls": "picker", "aria-describedby": "command-hint", "aria-required": String(Boolean(option.required)),
    });
    input.addEventListener("input", () => {
      this.values.set(option.name, { label: input.value, value: input.value });
      this.picker.mark(-1);
      this.suggest(option, input);
    });
    input.addEventListener("focus", () => {
      hint.textContent = this.explained(option);
      this.suggest(option, input);
    });
    input.addEventListener("blur", () => this.picker.hide());
    input.addEventListener("keydown", (event) => this.key(event, option));
    return el("span", { class: "option" }, el("label", { for: id }, this.named(option)), input);
  }

  named(option) {
    return local(option, "name", this.context.locale);
  }

  explained(option) {
    return `${this.named(option)}: ${local(option, "description", this.context.locale)}`;
  }

  fileField(option, hint) {
    const id = `option-${option.name}`;
    const input = el("input", { id, type: "file", "aria-describedby": "command-hint", "aria-required": String(Boolean(option.required)) });
    const file = this.values.get(option.name)?.file;
    if (file) {
      const kept = new DataTransfer();
      kept.items.add(file);
      input.files = kept.files;
    }
    input.addEventListener("change", () => {
      const [chosen] = input.files;
      if (chosen) this.values.set(option.name, { label: chosen.name, value: chosen.name, file: chosen });
      else this.values.delete(option.name);
    });
    input.addEventListener("focus", () => {
      hint.textContent = this.explained(option);
      this.picker.hide();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.values.has(option.name)) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape") this.onCancel();
    });
    return el("span", { class: "option" }, el("label", { for: id }, this.named(option)), input);
  }

  key(event, option) {
    if (this.picker.key(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" || (event.key === "Backspace" && event.target.value === "")) {
      event.preventDefault();
      if (event.key === "Escape" || option === this.shown[0]) this.onCancel();
      else {
        this.shown = this.shown.filter((other) => other !== option);
        this.values.delete(option.name);
        this.draw(this.shown.at(-1));
      }
    }
  }

  async suggest(option, input) {
    const typed = input.value;
    const number = (this.asked += 1);
    // Enter with nothing typed leaves out what may be left out.
    const optional = typed === "" && !option.required;
    const show = (entries, hint, free = optional) => {
      if (number === this.asked && document.activeElement === input) {
        this.picker.show(entries, (entry) => this.take(option, input, entry), input, hint, free);
      }
    };
    const like = (entries) => entries.filter((entry) => entry.label.toLowerCase().includes(typed.toLowerCase()));
    if (option.choices?.length) show(like(option.choices.map((choice) => ({
      label: local(choice, "name", this.context.locale), value: choice.value,
    }))), "No such choice");
    else if (option.type === BOOLEAN) show(like([{ label: "True", value: true }, { label: "False", value: false }]));
    else if (option.type in OPTIONS) show(like(entities(OPTIONS[option.type], this.context, option.channel_types)));
    else if (option.autocomplete) {
      try {
        const found = await this.api.act("autocomplete", {
          channel: this.context.channel, command: this.command.name, option: option.name, typed, others: this.filled(),
        });
        show(found.map((choice) => ({ label: choice.name, value: choice.value })), "No options match your search", optional || typed !== "");
      } catch {
        show([], "Loading options failed");
      }
    } else this.picker.hide();
  }

  take(option, input, entry) {
    input.value = entry.label;
    this.values.set(option.name, entry);
    this.asked += 1;
    this.picker.hide();
    const next = this.shown[this.shown.indexOf(option) + 1];
    if (next) byId(`option-${next.name}`).focus();
  }

  filled() {
    return Object.fromEntries([...this.values].filter(([, entry]) => entry.value !== "").map(([name, entry]) => [name, entry.value]));
  }

  send() {
    const missing = this.shown.find((option) => option.required && !this.values.get(option.name)?.label);
    for (const option of this.shown) byId(`option-${option.name}`).parentElement.classList.toggle("wrong", option === missing);
    if (missing) byId(`option-${missing.name}`).focus();
    else this.onSend(this.command.name, this.filled(), this.files());
  }

  // The files chosen, by the option that they are for.
  files() {
    return [...this.values].filter(([, entry]) => entry.file).map(([name, entry]) => [name, entry.file]);
  }
}

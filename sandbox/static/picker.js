// A list of suggestions above the field in which one types: the message box, a command's option, a message being edited.

import { byId, el } from "./dom.js";

export class Picker {
  constructor() {
    this.list = byId("picker");
    this.entries = [];
    this.at = 0;
    this.field = null;
    document.addEventListener("scroll", () => this.open && this.place(), true);
  }

  get open() {
    return !this.list.hidden;
  }

  // With `free`, what was typed may stand as it is: nothing is marked until an arrow key or the pointer marks it,
  // and what was marked stays so when the same is offered again, as answers come late.
  show(entries, choose, field, hint, free = false) {
    const marked = free && this.open && this.field === field ? this.entries[this.at]?.label : undefined;
    this.entries = entries;
    this.choose = choose;
    this.field = field;
    this.at = free ? entries.findIndex((entry) => entry.label === marked) : 0;
    this.list.replaceChildren(...entries.map((entry, index) => el("li", {
      role: "option", id: `pick-${index}`, "aria-selected": String(index === this.at),
      on: {
        pointerdown: (event) => event.preventDefault(),
        click: () => this.choose(entry),
        pointermove: () => this.mark(index),
      },
    }, el("b", {}, entry.label), entry.detail && el("span", {}, entry.detail))));
    if (hint && !entries.length) this.list.append(el("li", { class: "hint", role: "option", "aria-disabled": "true" }, hint));
    this.list.hidden = !entries.length && !hint;
    this.place();
    this.expand(this.open);
    this.point();
  }

  // The list stands above the message box; a field elsewhere has it above itself, or below where there is no room.
  place() {
    const elsewhere = !byId("composer").contains(this.field);
    this.list.classList.toggle("elsewhere", elsewhere);
    this.list.style.cssText = "";
    if (!elsewhere) return;
    const { left, top, bottom, width } = this.field.getBoundingClientRect();
    const below = top < this.list.offsetHeight + 16;
    Object.assign(this.list.style, { left: `${left}px`, width: `${width}px` },
      below ? { top: `${bottom + 4}px`, bottom: "auto" } : { bottom: `${innerHeight - top + 4}px` });
  }

  hide() {
    this.list.hidden = true;
    this.entries = [];
    this.expand(false);
    this.field?.removeAttribute("aria-activedescendant");
    this.at = -1;
  }

  // Only a combobox has the attribute; the message box is a plain text box.
  expand(open) {
    if (this.field?.getAttribute("role") === "combobox") this.field.setAttribute("aria-expanded", String(open));
  }

  mark(index) {
    if (index === this.at) return;
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = index;
    this.list.children[this.at]?.setAttribute("aria-selected", "true");
    this.point();
  }

  point() {
    if (this.entries.length && this.at >= 0) this.field.setAttribute("aria-activedescendant", `pick-${this.at}`);
  }

  // Whether the key was for the list.
  key(event) {
    if (!this.open) return false;
    if (event.key === "Escape") this.hide();
    else if (!this.entries.length) return false;
    else if (event.key === "ArrowDown") this.mark((this.at + 1) % this.entries.length);
    else if (event.key === "ArrowUp") this.mark((Math.max(this.at, 0) - 1 + this.entries.length) % this.entries.length);
    else if (event.key === "Tab") this.choose(this.entries[Math.max(this.at, 0)]);
    else if (event.key === "Enter" && this.at >= 0) this.choose(this.entries[this.at]);
    else return false;
    event.preventDefault();
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    return true;
  }
}

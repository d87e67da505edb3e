// Modals that the bot opens, and the menu on a message.

import { byId, el } from "./dom.js";

export function openModal(modal, onSubmit) {
  const dialog = byId("modal");
  const fields = new Map();
  const parts = modal.components.map((component) => part(component, fields));
  const close = () => dialog.close();
  const form = el("form", { method: "dialog" },
    el("h2", { id: "modal-title" }, modal.title), parts,
    el("div", { class: "row" },
      el("button", { type: "button", class: "text-button", on: { click: close } }, "Cancel"),
      el("button", { type: "submit", class: "component-button s1" }, "Submit")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...fields].map(([id, read]) => [id, read()]));
    dialog.close();
    onSubmit(values);
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function part(component, fields) {
  if (component.type === 1) return component.components.map((child) => field(child, child.label, child.description, fields));
  if (component.type === 18) return field(component.component, component.label, component.description, fields);
  return el("p", {}, component.content ?? "");
}

function field(component, label, description, fields) {
  const required = component.required ?? true;
  const input = component.type === 4 ? textInput(component, required) : choice(component, required);
  const read = component.type === 4 ? () => input.value : () => [...input.selectedOptions].map((option) => option.value);
  fields.set(component.custom_id, read);
  return el("label", {}, `${label ?? ""}${required ? "" : " (optional)"}`, description && el("small", {}, description), input);
}

function textInput(component, required) {
  const tag = component.style === 2 ? "textarea" : "input";
  return el(tag, {
    value: component.value ?? "", placeholder: component.placeholder ?? "", required,
    minLength: component.min_length ?? 0, maxLength: component.max_length ?? 4000, ...(tag === "textarea" ? { rows: 4 } : {}),
  });
}

function choice(component, required) {
  return el("select", { multiple: (component.max_values ?? 1) > 1, required },
    (component.options ?? []).map((option) => el("option", { value: option.value, selected: option.default }, option.label)));
}

export function openMenu(entries, x, y) {
  const menu = byId("context");
  const before = document.activeElement;
  const close = () => {
    menu.hidden = true;
    document.removeEventListener("pointerdown", outside);
    if (before?.isConnected) before.focus();
  };
  const outside = (event) => !menu.contains(event.target) && close();
  menu.replaceChildren(...entries.map((entry) => (entry === null ? el("hr") : el("button", {
    type: "button", role: "menuitem", class: entry.danger ? "danger" : undefined,
    on: { click: () => { close(); entry.act(); } },
  }, entry.label))));
  menu.hidden = false;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.onkeydown = (event) => {
    const buttons = [...menu.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length].focus();
    else if (event.key === "ArrowUp") buttons[(at - 1 + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
  };
  menu.querySelector("button")?.focus();
  setTimeout(() => document.addEventListener("pointerdown", outside));
}

// Modals that the bot opens, a question before what cannot be undone, and menus.

import { most, wrong } from "./choosing.js";
import { byId, el } from "./dom.js";

// `onSubmit` fails when what was filled in is refused: the modal says why and stays.
// `entities` gives the people, roles or channels that a select of a kind offers; `hold` uploads files for their ids.
export function openModal(modal, onSubmit, { entities = () => [], hold = async () => [] } = {}) {
  const dialog = byId("modal");
  const fields = new Map();
  const known = { fields, entities, hold };
  const parts = modal.components.map((component) => part(component, known));
  const close = () => dialog.close();
  const trouble = el("p", { class: "trouble", role: "alert" });
  const form = el("form", { method: "dialog" },
    el("h2", { id: "modal-title" }, modal.title), parts, trouble,
    el("div", { class: "row" },
      el("button", { type: "button", class: "text-button", on: { click: close } }, "Cancel"),
      el("button", { type: "submit", class: "component-button s1" }, "Submit")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.textContent = "";
    try {
      const values = await Promise.all([...fields].map(async ([id, read]) => [id, await read()]));
      await onSubmit(Object.fromEntries(values));
      if (form.isConnected) dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

// Asks before something is done that cannot be undone.
export function askFirst(title, words, verb, act) {
  const dialog = byId("modal");
  const form = el("form", { method: "dialog" }, el("h2", { id: "modal-title" }, title), el("p", {}, words),
    el("div", { class: "row" },
      el("button", { type: "button", class: "text-button", on: { click: () => dialog.close() } }, "Cancel"),
      el("button", { type: "submit", class: "component-button s4", autofocus: true }, verb)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    act();
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function part(component, known) {
  if (component.type === 1) return component.components.map((child) => field(child, child.label, child.description, known));
  if (component.type === 18) return field(component.component, component.label, component.description, known);
  return el("p", {}, component.content ?? "");
}

const KINDS = { 4: text, 19: upload, 21: group, 22: group, 23: check };

function field(component, label, description, known) {
  const required = component.required ?? component.type !== 23;
  const made = (KINDS[component.type] ?? choice)(component, required, known);
  known.fields.set(component.custom_id, made.read);
  const words = [`${label ?? ""}${required || component.type === 23 ? "" : " (optional)"}`, description && el("small", {}, description)];
  if (made.many) return el("fieldset", {}, el("legend", {}, words), made.node);
  return el("label", { class: component.type === 23 ? "check" : undefined }, words, made.node);
}

function text(component, required) {
  const tag = component.style === 2 ? "textarea" : "input";
  const node = el(tag, {
    value: component.value ?? "", placeholder: component.placeholder ?? "", required,
    minLength: component.min_length ?? 0, maxLength: component.max_length ?? 4000, ...(tag === "textarea" ? { rows: 4 } : {}),
  });
  return { node, read: () => node.value };
}

function upload(component, required, { hold }) {
  const node = el("input", { type: "file", required, multiple: (component.max_values ?? 1) > 1 });
  return { node, read: () => (node.files.length ? hold(node.files) : []) };
}

function check(component) {
  const node = el("input", { type: "checkbox", checked: Boolean(component.default) });
  return { node, read: () => node.checked };
}

function group(component, required) {
  const type = component.type === 21 ? "radio" : "checkbox";
  const inputs = component.options.map((option) => el("input", {
    type, name: component.custom_id, value: option.value, checked: Boolean(option.default), required: required && type === "radio",
  }));
  const node = component.options.map((option, place) => el("label", { class: "check" }, inputs[place],
    el("span", {}, option.label, option.description && el("small", {}, option.description))));
  return { node, many: true, read: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

function choice(component, required, { entities }) {
  const many = most(component) > 1;
  const begins = new Set((component.default_values ?? []).map((entity) => entity.id));
  const options = component.type === 3 ? component.options ?? [] : entities(component.type, component.channel_types);
  const node = el("select", { multiple: many, required },
    !many && el("option", { value: "" }, component.placeholder ?? "Make a selection"),
    options.map((option) => el("option", { value: option.value, selected: option.default || begins.has(option.value) }, option.label)));
  const read = () => [...node.selectedOptions].map((option) => option.value).filter(Boolean);
  const check = () => node.setCustomValidity(!many || (!required && !read().length) ? "" : wrong(component, read().length));
  node.addEventListener("change", check);
  check();
  return { node, read };
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
    on: { click: (event) => { close(); entry.act(event); } },
  }, entry.label))));
  menu.hidden = false;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.onkeydown = (event) => {
    const buttons = [...menu.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length].focus();
    else if (event.key === "Home") buttons[0].focus();
    else if (event.key === "End") buttons.at(-1).focus();
    else if (event.key === "ArrowUp") buttons[(at - 1 + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
  };
  menu.querySelector("button")?.focus();
  setTimeout(() => document.addEventListener("pointerdown", outside));
}

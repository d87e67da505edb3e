// A message while it is edited: its words with names, in a box that is as high as they are.

import { el, grow } from "./dom.js";
import { offerMentions } from "./mentioning.js";
import { forEditing } from "./names.js";

// `acts` has save, edit and picker.
export function editor(line, context, acts) {
  const text = el("textarea", {
    value: forEditing(line.message.content, context), rows: 1, "aria-label": "Edit message",
    "aria-autocomplete": "list", "aria-controls": "picker", "aria-haspopup": "listbox",
  });
  const save = () => acts.save(line.message, text.value);
  text.addEventListener("input", () => {
    grow(text);
    offerMentions(text, acts.picker, context, () => grow(text));
  });
  text.addEventListener("blur", () => acts.picker.hide());
  text.addEventListener("keydown", (event) => {
    if (acts.picker.key(event)) return;
    if (event.key === "Escape") acts.edit(null);
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
  queueMicrotask(() => {
    grow(text);
    text.focus();
  });
  return el("div", { class: "editor" }, text, el("div", { class: "row" }, "Escape to",
    el("button", { type: "button", class: "text-button", on: { click: () => acts.edit(null) } }, "cancel"), "Enter to",
    el("button", { type: "button", class: "text-button", on: { click: save } }, "save")));
}

// What is typed with the focus on nothing that takes words goes into the message box, or the command that is filled in.

import { byId } from "./dom.js";

const TAKES_WORDS = "input, textarea, select, dialog, [role=menu]";

export function typeAnywhere() {
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    // A space presses buttons and scrolls.
    if (event.defaultPrevented || modified || event.key === " " || [...event.key].length !== 1) return;
    if (event.target.closest(TAKES_WORDS) || document.querySelector("dialog[open]")) return;
    if (document.body.classList.contains("drawer")) return;
    const box = byId("compose-text");
    (box.hidden ? byId("command").querySelector("input") : box)?.focus();
  });
}

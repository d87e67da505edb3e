// Pictures in messages, and one of them enlarged.

import { byId, el, link } from "./dom.js";

export function picture(src, alt, kind) {
  const open = () => enlarge(src, alt);
  return el("button", { type: "button", class: `picture ${kind}`, "aria-label": `Enlarge the picture${alt && `: ${alt}`}`, on: { click: open } },
    el("img", { src, alt }));
}

function enlarge(src, alt) {
  const dialog = byId("picture");
  const close = () => dialog.close();
  dialog.replaceChildren(el("img", { src, alt, on: { click: close } }), el("div", { class: "row" },
    el("p", {}, alt), link(new URL(src, location.href).href, "Open the original"),
    el("button", { type: "button", class: "text-button", on: { click: close } }, "Close")));
  dialog.onclick = (event) => event.target === dialog && close();
  dialog.showModal();
}

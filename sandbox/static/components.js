// Message components, classic rows and Components V2.

import { el, link, safeLink } from "./dom.js";
import { markdown } from "./markdown.js";

export function componentTree(message, context, acts) {
  return el("div", { class: "components" }, message.components.map((component) => element(component, message, context, acts)));
}

const KINDS = {
  1: row, 2: button, 3: select, 5: select, 6: select, 7: select, 8: select,
  9: section, 10: textDisplay, 11: thumbnail, 12: gallery, 13: file, 14: separator, 17: container,
};

function element(component, message, context, acts) {
  const make = KINDS[component.type];
  return make ? make(component, message, context, acts) : el("em", {}, `(component of type ${component.type})`);
}

function children(component, message, context, acts) {
  return (component.components ?? []).map((child) => element(child, message, context, acts));
}

function row(component, ...rest) {
  return el("div", { class: "row" }, children(component, ...rest));
}

function textDisplay(component, _message, context) {
  return el("div", { class: "text-display" }, markdown(component.content, context));
}

function section(component, ...rest) {
  return el("div", { class: "section" }, el("div", {}, children(component, ...rest)),
    component.accessory && element(component.accessory, ...rest));
}

function thumbnail(component) {
  const src = mediaUrl(component.media);
  return src && el("img", { src, alt: component.description ?? "" });
}

function gallery(component) {
  return el("div", { class: "gallery" }, component.items.map((item) => {
    const src = mediaUrl(item.media);
    return src && el("img", { src, alt: item.description ?? "" });
  }));
}

function file(component) {
  const { size } = component;
  const large = Number.isInteger(size) && (size < 1024 ? `${size} bytes` : `${Math.round(size / 1024)} KB`);
  return el("div", {}, el("div", { class: "attachment" }, "📄",
    el("span", {}, link(component.file.url, component.name ?? "file"), el("br"), large && el("small", {}, large))));
}

function separator(component) {
  const classes = ["separator", component.divider === false && "bare", component.spacing === 2 && "large"];
  return el("hr", { class: classes.filter(Boolean).join(" ") });
}

function container(component, ...rest) {
  const node = el("section", { class: "container" }, children(component, ...rest));
  if (component.accent_color !== undefined && component.accent_color !== null) {
    node.style.borderLeftColor = `#${component.accent_color.toString(16).padStart(6, "0")}`;
  }
  return node;
}

function mediaUrl(media) {
  return safeLink(media?.url ?? "");
}

function button(component, message, _context, acts) {
  const label = [component.emoji?.name, component.label].filter(Boolean).join(" ");
  if (component.style === 5) {
    const node = link(component.url, `${label} ↗`);
    if (node instanceof Element) node.className = "component-button";
    return node;
  }
  const press = async (event) => {
    event.currentTarget.disabled = true;
    await acts.press(message, component.custom_id);
    if (event.target.isConnected) event.target.closest("button").disabled = Boolean(component.disabled);
  };
  return el("button", {
    type: "button", class: `component-button s${component.style}`, disabled: component.disabled, on: { click: press },
    "aria-label": component.label ? undefined : component.emoji?.name,
  }, label);
}

function select(component, message, context, acts) {
  const many = (component.max_values ?? 1) > 1;
  const options = component.type === 3 ? component.options : entities(component.type, context);
  const node = el("select", {
    class: "component-select", multiple: many, disabled: component.disabled,
    "aria-label": component.placeholder ?? "Make a selection",
  },
  !many && el("option", { value: "", selected: true, disabled: true }, component.placeholder ?? "Make a selection"),
  options.map((option) => el("option", { value: option.value, title: option.description, selected: option.default },
    option.description ? `${option.label} – ${option.description}` : option.label)));
  const choose = () => {
    const chosen = [...node.selectedOptions].map((option) => option.value);
    if (chosen.length >= (component.min_values ?? 1)) acts.choose(message, component.custom_id, chosen);
  };
  // Several are sent together, when one has done choosing.
  let changed = false;
  node.addEventListener("change", () => {
    changed = many;
    if (!many) choose();
  });
  node.addEventListener("blur", () => {
    if (changed) choose();
    changed = false;
  });
  return node;
}

export function entities(type, context) {
  const pick = (map, sign) => [...map].map(([value, name]) => ({ value, label: `${sign}${name}` }));
  if (type === 5) return pick(context.users, "@");
  if (type === 6) return pick(context.roles, "@");
  if (type === 8) return pick(context.channels, "#");
  return [...pick(context.users, "@"), ...pick(context.roles, "@")];
}

// Message components, classic rows and Components V2.

import { COMPONENTS, entities, least, limits, most, wrong } from "./choosing.js";
import { el, link, safeLink } from "./dom.js";
import { markdown } from "./markdown.js";
import { picture } from "./pictures.js";

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
  return src && picture(src, component.description ?? "", "beside");
}

function gallery(component) {
  return el("div", { class: "gallery" }, component.items.map((item) => {
    const src = mediaUrl(item.media);
    return src && picture(src, item.description ?? "", "one-of");
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
  // Disabled, it would lose the focus.
  const press = async ({ currentTarget: pressed }) => {
    if (pressed.getAttribute("aria-disabled")) return;
    pressed.setAttribute("aria-disabled", "true");
    await acts.press(message, component.custom_id);
    pressed.removeAttribute("aria-disabled");
  };
  return el("button", {
    type: "button", class: `component-button s${component.style}`, disabled: component.disabled, on: { click: press },
    "aria-label": component.label ? undefined : component.emoji?.name,
  }, label);
}

function select(component, message, context, acts) {
  const many = most(component) > 1;
  const asked = component.placeholder ?? "Make a selection";
  const prompt = many ? `${asked} (${limits(component)})` : asked;
  const begins = new Set((component.default_values ?? []).map((entity) => entity.id));
  const options = component.type === 3 ? component.options : entities(COMPONENTS[component.type], context, component.channel_types);
  const node = el("select", { class: "component-select", multiple: many, disabled: component.disabled, "aria-label": prompt },
    !many && el("option", { value: "", selected: true, disabled: least(component) > 0 }, prompt),
    options.map((option) => el("option", {
      value: option.value, title: option.description, selected: option.default || begins.has(option.value),
    }, choiceLabel(option))));
  const told = el("p", { class: "hint", role: "status" });
  const choose = async () => {
    const chosen = [...node.selectedOptions].map((option) => option.value).filter(Boolean);
    if (wrong(component, chosen.length)) return;
    const taken = await acts.choose(message, component.custom_id, chosen);
    if (!taken && !many) node.value = "";
  };
  // Several are sent together, when one has done choosing.
  let changed = false;
  node.addEventListener("change", () => {
    changed = many;
    told.textContent = wrong(component, [...node.selectedOptions].filter((option) => option.value).length);
    if (!many) choose();
  });
  node.addEventListener("blur", () => {
    if (changed) choose();
    changed = false;
  });
  return el("div", { class: "select" }, many && el("p", { class: "hint", "aria-hidden": "true" }, prompt), node, told);
}

function choiceLabel({ emoji, label, description }) {
  const name = [emoji?.name, label].filter(Boolean).join(" ");
  return description ? `${name} – ${description}` : name;
}

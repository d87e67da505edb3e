// Builds elements; text is always set as text, never parsed as HTML.

export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "on") for (const [name, handler] of Object.entries(value)) node.addEventListener(name, handler);
    else if (key in node && !key.startsWith("aria") && key !== "list" && key !== "role") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

// Makes a text box as high as its text.
export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

// What the sandbox itself serves is taken from where the page is, so that the page's policy allows it.
export function safeLink(url) {
  try {
    const parsed = new URL(url);
    if (!["http:", "https:"].includes(parsed.protocol)) return null;
    const own = ["127.0.0.1", "localhost"].includes(parsed.hostname) && parsed.port === location.port;
    return own ? new URL(parsed.pathname + parsed.search, location.origin).href : parsed.href;
  } catch {
    return null;
  }
}

export function link(url, label, title) {
  const href = safeLink(url);
  if (href === null) return document.createTextNode(typeof label === "string" ? label : url);
  return el("a", { href, title: title ?? url, target: "_blank", rel: "noopener noreferrer" }, label);
}

// What hangs on a message: files, pictures and embeds.

import { el, link, safeLink } from "./dom.js";
import { inline, markdown } from "./markdown.js";
import { picture } from "./pictures.js";

const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export function attachment(file) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.content_type ?? "")) {
    return picture(new URL(file.url).pathname, file.description ?? file.filename, "attached");
  }
  const size = file.size < 1024 ? `${file.size} bytes` : `${Math.round(file.size / 1024)} KB`;
  return el("div", {}, el("div", { class: "attachment" }, "📄",
    el("span", {}, link(file.url, file.filename), el("br"), el("small", {}, size))));
}

export function embedElement(embed, context) {
  const title = embed.title && inline(embed.title, context);
  const thumb = safeLink(embed.thumbnail?.url);
  const image = safeLink(embed.image?.url);
  const node = el("article", { class: "embed" },
    el("div", { class: "embed-text" },
      embed.author?.name && el("div", { class: "author" }, icon(embed.author),
        embed.author.url ? link(embed.author.url, embed.author.name) : embed.author.name),
      title && el("div", { class: "title" }, safeLink(embed.url) ? link(embed.url, title) : title),
      embed.description && markdown(embed.description, context),
      embed.fields?.length > 0 && el("div", { class: "fields" }, embed.fields.map((field) => fieldElement(field, context)))),
    thumb && picture(thumb, embed.thumbnail.description ?? "", "thumb"),
    image && picture(image, embed.image.description ?? "", "big"),
    (embed.footer?.text || embed.timestamp) && el("div", { class: "footer" }, icon(embed.footer),
      [embed.footer?.text, embed.timestamp && whole.format(new Date(embed.timestamp))].filter(Boolean).join(" • ")));
  if (embed.color) node.style.borderLeftColor = `#${embed.color.toString(16).padStart(6, "0")}`;
  return node;
}

function fieldElement(field, context) {
  return el("div", { class: field.inline ? "field inline" : "field" }, el("b", {}, inline(field.name, context)), markdown(field.value, context));
}

function icon(part) {
  const src = safeLink(part?.icon_url);
  return src && el("img", { class: "mini", src, alt: "" });
}

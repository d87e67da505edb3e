// The traffic panel: what goes over the sockets, and faults on demand.

import { byId, el } from "./dom.js";

const KEPT = 400;
const FAULTS = [
  ["Drop the gateway", { fault: "drop_gateway" }],
  ["Op 7: reconnect", { fault: "reconnect" }],
  ["Op 9: invalid session", { fault: "invalid_session" }],
  ["Op 9: resumable", { fault: "invalid_session", resumable: true }],
  ["Lose 3 heartbeat acks", { fault: "lose_heartbeat_acks", times: 3 }],
  ["Delay 3 heartbeat acks (5 s)", { fault: "delay_heartbeat_acks", seconds: 5, times: 3 }],
  ["Op 1: ask for a heartbeat", { fault: "request_heartbeat" }],
  ["502 on the next message", { fault: "rest", status: 502, path_contains: "/messages", method: "POST" }],
  ["500 on the next request", { fault: "rest", status: 500 }],
  ["429 on the next message", { fault: "rate_limit", retry_after: 2, path_contains: "/messages" }],
  ["429 global", { fault: "rate_limit", retry_after: 2, is_global: true }],
  ["Slow next request (2 s)", { fault: "slow_rest", seconds: 2 }],
  ["Slow next callback (4 s)", { fault: "slow_rest", seconds: 4, path_contains: "/callback" }],
  ["Double the next message event", { fault: "duplicate_events", event: "MESSAGE_CREATE" }],
  ["Swap the next two events", { fault: "reorder_events" }],
  ["Clock an hour ahead", { fault: "skew_clock", seconds: 3600 }],
  ["Clock right again", { fault: "skew_clock", seconds: 0 }],
  ["Kill the bot", { fault: "kill_bot" }],
  ["Restart the bot", { fault: "restart_bot" }],
  ["Forget all faults", { fault: "clear" }],
];

export class Panel {
  constructor(api, onError) {
    this.api = api;
    this.violations = 0;
    this.list = byId("traffic");
    this.filters = [...document.querySelectorAll("#panel .filters input")];
    for (const filter of this.filters) filter.addEventListener("change", () => this.filter());
    byId("fault-buttons").append(...FAULTS.map(([label, body]) => el("button", {
      type: "button", class: "text-button",
      on: { click: () => this.strike(label, body).catch(onError) },
    }, label)));
    byId("panel-toggle").addEventListener("click", () => this.show(byId("panel").hidden));
    byId("panel-close").addEventListener("click", () => {
      this.show(false);
      byId("panel-toggle").focus();
    });
  }

  async load() {
    this.list.replaceChildren();
    this.violations = 0;
    const [{ checked }, entries] = await Promise.all([this.api.get("start"), this.api.get("traffic")]);
    this.checked = checked;
    for (const entry of entries) this.add(entry);
    this.tellViolations();
  }

  tellViolations() {
    const unchecked = this.checked ? "" : "Requests are not checked: no description at hand (--openapi).";
    byId("violations").textContent = this.violations ? `${this.violations} request(s) against Discord's schema` : unchecked;
  }

  show(open) {
    byId("panel").hidden = !open;
    byId("panel-toggle").setAttribute("aria-expanded", String(open));
    if (open) this.list.scrollTop = this.list.scrollHeight;
  }

  async strike(label, body) {
    const { struck, pending } = await this.api.post("faults", body);
    const done = typeof struck === "number" ? ` (${struck})` : "";
    byId("fault-state").textContent = pending.length ? `Still to come: ${pending.join("; ")}` : `Done: ${label}${done}`;
  }

  add(entry) {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    const node = el("li", {}, this.line(entry));
    node.dataset.kind = /heartbeat/.test(entry.title) ? "heartbeat" : entry.kind;
    node.hidden = !this.wanted(node.dataset.kind);
    this.list.append(node);
    while (this.list.children.length > KEPT) this.list.firstChild.remove();
    if (entry.kind === "violation") {
      this.violations += 1;
      this.tellViolations();
    }
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  line(entry) {
    if (entry.kind === "violation") return el("p", { class: "violation" }, `⚠ ${entry.title}`);
    const way = entry.kind === "rest" ? "⇄" : entry.direction === "in" ? "→" : "←";
    const meaning = entry.kind === "rest" ? "request" : entry.direction === "in" ? "from the bot" : "to the bot";
    const summary = el("summary", {}, el("span", { class: "way", title: meaning, "aria-label": meaning, role: "img" }, way),
      el("span", { class: "what" }, entry.title.replace(/([\w-]{6})[\w-]{34,}/g, "$1…")),
      entry.status && el("span", { class: entry.status < 400 ? "ok" : "fail" }, String(entry.status)),
      entry.milliseconds !== null && el("span", { class: "took" }, `${entry.milliseconds.toFixed(1)} ms`));
    const details = el("details", {}, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(el("pre", { tabIndex: 0 }, pretty(entry.detail)));
    });
    return details;
  }

  wanted(kind) {
    return kind === "violation" || this.filters.some((filter) => filter.checked && filter.value === kind);
  }

  filter() {
    for (const node of this.list.children) node.hidden = !this.wanted(node.dataset.kind);
  }
}

function pretty(detail) {
  try {
    return JSON.stringify(typeof detail === "string" ? JSON.parse(detail) : detail, null, 2);
  } catch {
    return String(detail);
  }
}

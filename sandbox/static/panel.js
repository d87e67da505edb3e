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
  ["Do the next message, lose the answer (502)",
    { fault: "rest", status: 502, path_contains: "/messages", method: "POST", executed: true }],
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

// What a number of one's own is for: how often a fault strikes, and the seconds it is about.
const OFTEN = new Set(["rest", "rate_limit", "slow_rest", "duplicate_events", "reorder_events", "lose_heartbeat_acks", "delay_heartbeat_acks"]);
const END = 60;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const SECONDS = ["seconds", "retry_after"];

export class Panel {
  constructor(api, onError) {
    this.api = api;
    this.onError = onError;
    this.violations = 0;
    this.done = "";
    this.list = byId("traffic");
    this.entries = new WeakMap();
    this.following = true;
    this.addReading();
    this.times = numberBox("Times", { min: 1, max: 1000, step: 1 });
    this.seconds = numberBox("Seconds", { min: 0, max: 100000, step: "any" });
    byId("fault-buttons").before(el("div", { class: "own-numbers", role: "group", "aria-label": "Numbers of your own" },
      this.times, this.seconds));
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

  // What one reads the list with: which kinds, which words, from the start anew, and on along with it.
  addReading() {
    const row = document.querySelector("#panel .filters");
    this.filters = [...row.querySelectorAll("input")];
    for (const filter of this.filters) filter.addEventListener("change", () => this.filter());
    this.search = el("input", { type: "search", placeholder: "Filter by text", "aria-label": "Filter by text", on: { input: () => this.filter() } });
    const clear = el("button", { type: "button", class: "text-button", on: { click: () => this.list.replaceChildren() } }, "Clear");
    row.after(el("div", { class: "searching" }, this.search, clear));
    this.newest = el("button", { type: "button", class: "text-button newest", hidden: true, on: { click: () => this.toEnd() } }, "↓ To the newest");
    this.list.after(this.newest);
    this.list.addEventListener("scroll", () => this.follow(this.atEnd()));
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.list);
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < END;
  }

  follow(following) {
    this.following = following;
    this.newest.hidden = following;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.follow(true);
  }

  async load() {
    this.list.replaceChildren();
    this.violations = 0;
    const [{ checked }, entries] = await Promise.all([this.api.get("start"), this.api.get("traffic")]);
    this.checked = checked;
    for (const entry of entries) this.append(entry);
    this.tellViolations();
    await this.refresh();
  }

  tellViolations() {
    const unchecked = this.checked ? "" : "Requests are not checked: no description at hand (--openapi).";
    byId("violations").classList.toggle("unchecked", !this.violations);
    byId("violations").textContent = this.violations ? `${this.violations} request(s) against Discord's schema` : unchecked;
  }

  show(open) {
    byId("panel").hidden = !open;
    byId("panel-toggle").setAttribute("aria-expanded", String(open));
    if (open) this.toEnd();
  }

  async strike(label, body) {
    const { struck, pending } = await this.api.post("faults", this.withOwnNumbers(body));
    this.done = pending.length ? "" : `Done: ${label}${typeof struck === "number" ? ` (${struck})` : ""}`;
    this.tellFaults(pending);
  }

  withOwnNumbers(body) {
    const times = this.times.lastChild.valueAsNumber;
    const seconds = this.seconds.lastChild.valueAsNumber;
    const chosen = { ...body };
    if (OFTEN.has(body.fault) && !Number.isNaN(times)) chosen.times = times;
    for (const name of SECONDS) if (body[name] && !Number.isNaN(seconds)) chosen[name] = seconds;
    return chosen;
  }

  async refresh() {
    this.tellFaults(await this.api.get("faults"));
  }

  tellFaults(pending) {
    const coming = pending.length && `Still to come: ${pending.join("; ")}`;
    byId("fault-state").textContent = [this.done, coming].filter(Boolean).join(" – ");
  }

  add(entry) {
    this.append(entry);
    if (entry.kind !== "fault") return;
    this.done = `Struck: ${shortened(entry.title)}`;
    this.refresh().catch(this.onError);
  }

  append(entry) {
    const node = el("li", {}, this.line(entry));
    node.dataset.kind = entry.kind === "gateway" && /heartbeat/.test(entry.title) ? "heartbeat" : entry.kind;
    this.entries.set(node, entry);
    node.hidden = !this.wanted(node);
    this.list.append(node);
    while (this.list.children.length > KEPT) this.list.firstChild.remove();
    if (entry.kind === "violation") {
      this.violations += 1;
      this.tellViolations();
    }
    if (this.following) this.toEnd();
  }

  line(entry) {
    const date = new Date(entry.at * 1000);
    const at = el("time", { dateTime: date.toISOString(), title: date.toISOString() }, clock.format(date));
    if (entry.kind === "violation") return el("p", { class: "violation" }, at, ` ⚠ ${entry.title}`);
    if (entry.kind === "fault") return el("p", { class: "fault" }, at, ` ⚡ ${shortened(entry.title)}`);
    const way = entry.kind === "rest" ? "⇄" : entry.direction === "in" ? "→" : "←";
    const meaning = entry.kind === "rest" ? "request" : entry.direction === "in" ? "from the bot" : "to the bot";
    const summary = el("summary", {}, at, el("span", { class: "way", title: meaning, "aria-label": meaning, role: "img" }, way),
      el("span", { class: "what", title: entry.title }, shortened(entry.title), entry.about && el("span", { class: "about" }, entry.about)),
      entry.status && el("span", { class: entry.status < 400 ? "ok" : "fail" }, String(entry.status)),
      entry.milliseconds !== null && el("span", { class: "took" }, `${entry.milliseconds.toFixed(1)} ms`));
    const details = el("details", {}, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(el("pre", { tabIndex: 0 }, pretty(entry.detail)));
      this.follow(this.atEnd());
    });
    return details;
  }

  wanted(node) {
    const { kind } = node.dataset;
    const shown = ["violation", "fault"].includes(kind) || this.filters.some((filter) => filter.checked && filter.value === kind);
    const words = this.search.value.trim().toLowerCase();
    return shown && (!words || everything(this.entries.get(node)).includes(words));
  }

  filter() {
    for (const node of this.list.children) node.hidden = !this.wanted(node);
    if (this.following) this.toEnd();
  }
}

function numberBox(label, limits) {
  return el("label", {}, `${label} `, el("input", { type: "number", placeholder: "default", ...limits }));
}

function shortened(title) {
  return title.replace(/([\w-]{6})[\w-]{34,}/g, "$1…").replace(/\b\d{13,}(\d{4})\b/g, "…$1");
}

// All that is known of a line, to look for words in.
function everything(entry) {
  const detail = typeof entry.detail === "string" ? entry.detail : JSON.stringify(entry.detail);
  return [entry.title, entry.about, entry.status, detail].join("\n").toLowerCase();
}

function pretty(detail) {
  try {
    return JSON.stringify(typeof detail === "string" ? JSON.parse(detail) : detail, null, 2);
  } catch {
    return String(detail);
  }
}

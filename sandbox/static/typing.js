// Who is typing in the channel that is open.

import { byId } from "./dom.js";

const LASTS = 10000;

export class Typing {
  constructor(context) {
    this.context = context;
    this.people = new Map();
  }

  show({ channel, user }) {
    if (channel !== this.context.channel || user.id === this.context.me) return;
    this.people.set(user.id, { name: user.name, until: Date.now() + LASTS });
    this.draw();
    setTimeout(() => this.draw(), LASTS + 50);
  }

  done(id) {
    this.people.delete(id);
    this.draw();
  }

  clear() {
    this.people.clear();
    this.draw();
  }

  draw() {
    for (const [id, entry] of this.people) if (entry.until < Date.now()) this.people.delete(id);
    const names = [...this.people.values()].map((entry) => entry.name);
    byId("typing").textContent = names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing…` : "";
  }
}

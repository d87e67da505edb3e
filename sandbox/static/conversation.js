// The messages of the channel that is open: a line each, of which only what changed is drawn anew.

import { byId } from "./dom.js";
import { fillLine, newLine } from "./messages.js";
import { asShown, CREATED, threadLine, threadOf } from "./threads.js";

const GROUP_SECONDS = 420;
// As many as the sandbox sends of a channel.
const KEPT = 200;

export class Conversation {
  constructor(context, acts) {
    this.context = context;
    this.acts = acts;
    this.list = byId("messages");
    this.scroll = byId("scroll");
    this.messages = new Map();
    this.lines = new Map();
    this.stuck = true;
    // A picture that arrives late must not push the latest message out of sight.
    this.scroll.addEventListener("scroll", () => { this.stuck = this.atEnd(); });
    this.scroll.addEventListener("load", () => this.stuck && this.toEnd(), true);
  }

  open(messages) {
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.draw();
    this.toEnd();
  }

  // A new message, or one that changed.
  receive(message, fresh) {
    if (!fresh && !this.messages.has(message.id)) return;
    const atEnd = this.atEnd();
    this.messages.set(message.id, message);
    if (this.messages.size > KEPT) this.messages.delete(this.messages.keys().next().value);
    this.draw();
    if (atEnd || (fresh && message.author.id === this.context.me)) this.toEnd();
  }

  forget(id) {
    if (this.messages.delete(id)) this.draw();
  }

  lastOf(author) {
    return [...this.messages.values()].filter((message) => message.author.id === author).at(-1);
  }

  draw() {
    const inside = this.list.contains(document.activeElement);
    this.drop();
    let before = null;
    let place = this.list.firstElementChild;
    for (const message of this.messages.values()) {
      const line = this.line(message);
      if (message.type === CREATED) before = null;
      else {
        const shown = asShown(message);
        this.fill(line, message, shown, apart(before, shown));
        before = shown;
      }
      if (line.node === place) place = place.nextElementSibling;
      else this.list.insertBefore(line.node, place);
    }
    if (inside && document.activeElement === document.body) this.scroll.focus({ preventScroll: true });
  }

  // Takes away the lines of messages that are gone.
  drop() {
    for (const [id, line] of this.lines) {
      if (this.messages.has(id)) continue;
      line.node.remove();
      this.lines.delete(id);
    }
  }

  line(message) {
    const { id } = message;
    if (!this.lines.has(id)) {
      this.lines.set(id, message.type === CREATED ? { node: threadLine(message, this.context) } : newLine(id, this.acts));
    }
    return this.lines.get(id);
  }

  // Fills a line, unless all that it was filled from is as it was.
  fill(line, message, shown, first) {
    const thread = threadOf(shown, this.context);
    const from = [message, first, this.acts.editing === message.id, this.context.named, thread?.name, thread?.count];
    if (line.from?.every((part, place) => part === from[place])) return;
    line.from = from;
    fillLine(line, shown, this.context, this.acts, first);
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 120;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.stuck = true;
  }
}

// Whether a message stands apart from the one before, with its author's name.
function apart(before, message) {
  return before === null || before.author.id !== message.author.id || before.ephemeral !== message.ephemeral
    || (new Date(message.timestamp) - new Date(before.timestamp)) / 1000 > GROUP_SECONDS;
}

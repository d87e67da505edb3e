// The messages of the channel that is open: a line each, of which only what changed is drawn anew.

import { byId, el } from "./dom.js";
import { fillLine, newLine } from "./messages.js";
import { asShown, CREATED, threadLine, threadOf } from "./threads.js";

const GROUP_SECONDS = 420;
// As many as the sandbox sends of a channel.
const KEPT = 200;
const NEAR = 120;

export class Conversation {
  constructor(context, acts) {
    this.context = context;
    this.acts = acts;
    this.list = byId("messages");
    this.scroll = byId("scroll");
    this.messages = new Map();
    this.lines = new Map();
    this.failed = new Set();
    this.held = null;
    this.jump = byId("jump");
    this.jump.addEventListener("click", () => {
      this.toEnd();
      this.scroll.focus({ preventScroll: true });
    });
    this.stuck = true;
    this.top = 0;
    this.unseen = 0;
    this.since = null;
    this.newLine = el("li", { class: "new-line" }, el("span", {}, "New"));
    this.scroll.addEventListener("scroll", () => this.moved());
    // Pictures that arrive late, panels and notices must not push the latest message out of sight.
    const sizes = new ResizeObserver(() => this.stuck && this.toEnd());
    sizes.observe(this.scroll);
    sizes.observe(this.list);
  }

  // Keeps what happens back until a channel's messages are there; gives what opens it.
  hold() {
    this.held = [];
    return this.held;
  }

  // Shows the messages of a channel, and what happened since they were asked for; not if another was opened since.
  // Those after the one of the id `since` are new; null when none are.
  open(messages, opening, since) {
    if (this.held !== opening) return false;
    this.held = null;
    this.failed.clear();
    this.since = since;
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.draw();
    this.toEnd();
    for (const happen of opening) happen();
    return true;
  }

  // A new message, or one that changed, here or elsewhere.
  receive(message, fresh) {
    if (this.held) {
      this.held.push(() => this.receive(message, fresh));
      return;
    }
    this.moved();
    this.requote(message.id, message);
    if (!fresh && !this.messages.has(message.id)) {
      this.draw();
      return;
    }
    const mine = message.author.id === this.context.me;
    if (fresh && mine) this.stuck = true;
    else if (fresh && !this.stuck) this.tell(this.unseen + 1);
    if (fresh && mine) this.since = null;
    this.messages.set(message.id, message);
    this.failed.delete(message.id);
    if (this.messages.size > KEPT) this.messages.delete(this.messages.keys().next().value);
    this.draw();
  }

  // Whether what somebody did with a message's components failed.
  mark(id, failed) {
    if (failed) this.failed.add(id);
    else this.failed.delete(id);
    this.draw();
  }

  forget(id) {
    if (this.held) {
      this.held.push(() => this.forget(id));
      return;
    }
    this.requote(id, null);
    this.messages.delete(id);
    this.draw();
  }

  // What is quoted above replies, and begins a thread, is as its message is now, which may stand elsewhere; null when gone.
  requote(id, original) {
    for (const message of this.messages.values()) {
      if (message.referenced_message?.id !== id) continue;
      this.messages.set(message.id, { ...message, referenced_message: original });
    }
  }

  // What comes from now on is new, unless something is already.
  beginNew(since) {
    this.since ??= since;
  }

  latest() {
    return this.held ? undefined : [...this.messages.keys()].at(-1);
  }

  lastOf(author) {
    return [...this.messages.values()].filter((message) => message.author.id === author).at(-1);
  }

  draw() {
    const inside = this.list.contains(document.activeElement);
    this.drop();
    const newest = this.firstNew();
    if (!newest) this.newLine.remove();
    let before = null;
    let place = this.list.firstElementChild;
    const put = (node) => {
      if (node === place) place = place.nextElementSibling;
      else this.list.insertBefore(node, place);
    };
    for (const message of this.messages.values()) {
      const line = this.line(message);
      if (message === newest) {
        put(this.newLine);
        before = null;
      }
      if (message.type === CREATED) before = null;
      else {
        const shown = asShown(message);
        this.fill(line, message, shown, apart(before, shown));
        before = shown;
      }
      put(line.node);
    }
    if (inside && document.activeElement === document.body) this.scroll.focus({ preventScroll: true });
    // At once: an oldest line that goes moves the view up, which would look as if the reader had.
    if (this.stuck) this.toEnd();
  }

  firstNew() {
    if (this.since === null) return undefined;
    return [...this.messages.values()].find((message) => BigInt(message.id) > BigInt(this.since));
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
    const failed = this.failed.has(message.id);
    const from = [message, first, failed, this.acts.editing === message.id, this.context.named, thread?.name, thread?.count];
    if (line.from?.every((part, place) => part === from[place])) return;
    line.from = from;
    fillLine(line, shown, this.context, this.acts, { first, failed });
  }

  // Only going up leaves the end; that there is more to see does not.
  moved() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.stuck = atEnd || (this.stuck && scrollTop >= this.top);
    this.top = scrollTop;
    if (atEnd) this.tell(0);
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.top = this.scroll.scrollTop;
    this.stuck = true;
    this.tell(0);
  }

  tell(unseen) {
    this.unseen = unseen;
    this.jump.hidden = unseen === 0;
    this.jump.textContent = `${unseen} new ${unseen === 1 ? "message" : "messages"} ↓`;
  }
}

// Whether a message stands apart from the one before, with its author's name.
function apart(before, message) {
  return before === null || before.author.id !== message.author.id || before.ephemeral !== message.ephemeral
    || (new Date(message.timestamp) - new Date(before.timestamp)) / 1000 > GROUP_SECONDS;
}

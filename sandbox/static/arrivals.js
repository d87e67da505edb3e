// What comes from the sandbox while the page is open, where it goes, and whether it is seen.

import { STARTER } from "./threads.js";

export class Arrivals {
  // `app` has context, channels, conversation, composer, unread, places, panel, typing, showOnline and reloadCommands.
  constructor(app) {
    this.app = app;
  }

  hear(update) {
    const { app } = this;
    const handlers = {
      traffic: () => app.panel.add(update.entry),
      message: () => this.receive(update),
      deleted: () => this.forget(update.id),
      typing: () => app.typing.show(update),
      bot_online: () => app.showOnline(update.online),
      commands_changed: () => app.reloadCommands(),
      channel: () => app.places.add(update.channel),
      channel_gone: () => app.places.drop(update.id),
    };
    handlers[update.type]?.();
  }

  receive({ message, new: fresh, pings }) {
    const { app } = this;
    const where = app.channels.find((channel) => channel.id === message.channel_id);
    if (fresh && where?.thread && message.type !== STARTER) where.thread.count += 1;
    if (message.channel_id === app.context.channel) this.receiveHere(message, fresh, pings);
    else if (!fresh) app.conversation.receive(message, false);
    else {
      if (where && (!where.thread || where.thread.joined)) this.mark(message, pings);
      if (where?.thread?.parent === app.context.channel) app.conversation.draw();
    }
  }

  receiveHere(message, fresh, pings) {
    const { conversation, typing, unread } = this.app;
    typing.done(message.author.id);
    if (fresh && document.hidden) {
      conversation.beginNew(unread.at(message.channel_id).since);
      this.mark(message, pings);
    }
    conversation.receive(message, fresh);
    if (fresh) this.look();
  }

  // Something came that this person does not see yet.
  mark(message, pings) {
    const { context, places, unread } = this.app;
    if (message.author.id === context.me) unread.read(message.channel_id, message.id);
    else unread.came(message.channel_id, pings);
    places.draw();
  }

  // What is on the page is read, as long as it is to be seen.
  look() {
    const { context, conversation, places, unread } = this.app;
    const latest = conversation.latest();
    if (document.hidden || !latest) return;
    unread.read(context.channel, latest);
    places.draw();
  }

  forget(id) {
    this.app.conversation.forget(id);
    this.app.composer.forget(id);
  }
}

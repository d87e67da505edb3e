// What the menu of a message offers: what one may do with it, and the bot's commands on it.

import { local } from "./command.js";
import { withNames } from "./names.js";

// `app` has acts, commands, context, person, channel, threads and interact.
export function messageMenu(app, message) {
  const { acts, context } = app;
  const mine = message.author.id === context.me;
  const moderator = app.person().roles.length > 0;
  const apps = app.commands.filter((command) => command.type === 3);
  const onUser = app.commands.filter((command) => command.type === 2);
  return [
    { label: "Reply", act: () => acts.reply(message) },
    app.threads.entry(message),
    { label: "Copy text", act: () => navigator.clipboard?.writeText(withNames(message.content, context)) },
    mine && { label: "Edit message", act: () => acts.edit(message) },
    (mine || (moderator && !app.channel().dm)) && {
      label: "Delete message", danger: true, act: ({ shiftKey }) => (shiftKey ? acts.remove(message) : acts.askToRemove(message)),
    },
    apps.length > 0 && null,
    ...apps.map((command) => ({
      label: local(command, "name", context.locale),
      act: () => app.interact("message_menu", { command: command.name, message: message.id }),
    })),
    ...onUser.map((command) => ({
      label: `${command.name} (${message.author_name})`,
      act: () => app.interact("user_menu", { command: command.name, user: message.author.id }),
    })),
  ].filter((entry) => entry !== false);
}

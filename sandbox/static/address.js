// The address: who one is and where, so that a reload, a bookmark and the browser's Back find it again.

// A place as the address and drafts name it; a thread has its id, which outlives its name.
export const placed = (channel) => (channel.thread ? channel.id : `${channel.dm ? "@" : ""}${channel.name}`);

export function addressed() {
  const search = new URLSearchParams(location.search);
  return { as: search.get("as"), at: search.get("in") };
}

// Says where one is; `how` is pushState where Back should come back to where one was, or replaceState.
export function address(person, channel, how) {
  const search = `?${new URLSearchParams({ as: person.name, in: placed(channel) })}`;
  if (search !== location.search) history[how](null, "", search);
}

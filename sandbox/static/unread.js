// What has come since somebody last read each channel; the sandbox keeps how far that was.

const TOLD_EVERY = 300;

export class Unread {
  constructor(api) {
    this.api = api;
    this.places = new Map();
    this.telling = new Map();
  }

  load(channels) {
    const heard = channels.filter(({ thread }) => !thread || thread.joined);
    this.places = new Map(heard.map((channel) => [channel.id, channel.unread]));
  }

  // How many messages have come and how many of them are meant for this person, since the one of the id `since`.
  at(id) {
    return this.places.get(id) ?? { since: null, count: 0, pings: 0 };
  }

  came(id, pings) {
    const place = this.at(id);
    this.places.set(id, { ...place, count: place.count + 1, pings: place.pings + (pings ? 1 : 0) });
  }

  // Everything up to a message has been read.
  read(id, message) {
    this.places.set(id, { since: message, count: 0, pings: 0 });
    this.tell({ as: this.api.as, channel: id, message });
  }

  // At once, and then not for every message of many.
  tell(told) {
    const place = `${told.as} ${told.channel}`;
    const waiting = this.telling.has(place);
    this.telling.set(place, told);
    if (waiting) return;
    this.api.act("read", told).catch(() => {});
    setTimeout(() => {
      const latest = this.telling.get(place);
      this.telling.delete(place);
      if (latest !== told) this.tell(latest);
    }, TOLD_EVERY);
  }

  drop(id) {
    this.places.delete(id);
  }

  pings() {
    return [...this.places.values()].reduce((sum, place) => sum + place.pings, 0);
  }
}

// What somebody has not sent yet, by person and place; words also outlive a reload of the page.

const STORED = "drafts";

export const NOTHING = { text: "", files: [], replyTo: null, command: null };

export class Drafts {
  constructor() {
    const words = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
    this.kept = new Map(Object.entries(words).map(([place, text]) => [place, { ...NOTHING, text }]));
  }

  keep(place, draft) {
    if (draft.text || draft.files.length || draft.replyTo || draft.command) this.kept.set(place, draft);
    else this.kept.delete(place);
    const words = [...this.kept].filter(([, { text }]) => text).map(([at, { text }]) => [at, text]);
    sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(words)));
  }

  at(place) {
    return this.kept.get(place) ?? NOTHING;
  }
}

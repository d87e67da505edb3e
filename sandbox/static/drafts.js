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

  // Without the reply to a message that is gone.
  forget(id) {
    for (const [place, draft] of this.kept) if (draft.replyTo?.id === id) this.keep(place, { ...draft, replyTo: null });
  }

  at(place) {
    return this.kept.get(place) ?? NOTHING;
  }
}

// Talks to the sandbox: acts of the current person, and the live feed.

const BASE = "/sandbox/api";

// What the sandbox answers in words is a refusal; anything else that fails is trouble on the way.
export class Refusal extends Error {}

async function ask(path, options) {
  const response = await fetch(`${BASE}/${path}`, options).catch(() => {
    throw new Error("The sandbox cannot be reached; trying again…");
  });
  return answer(response);
}

async function answer(response) {
  const body = response.headers.get("Content-Type")?.includes("json") ? await response.json() : null;
  if (response.ok) return body;
  if (body?.error) throw new Refusal(body.error);
  throw new Error(`The sandbox answered ${response.status}`);
}

export class Api {
  constructor() {
    this.as = null;
    this.socket = null;
  }

  get(path, query = {}) {
    const search = new URLSearchParams({ ...(this.as ? { as: this.as } : {}), ...query });
    return ask(`${path}?${search}`);
  }

  post(path, body) {
    const headers = { "Content-Type": "application/json" };
    return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  act(name, fields) {
    return this.post(`act/${name}`, { as: this.as, ...fields });
  }

  upload(fields, files) {
    const form = new FormData();
    for (const [key, value] of Object.entries({ as: this.as, ...fields })) form.append(key, value);
    for (const file of files) form.append("file", file);
    return ask("upload", { method: "POST", body: form });
  }

  // Uploads files that a command or modal is about to name; gives their ids.
  async hold(files) {
    const form = new FormData();
    for (const file of files) form.append("file", file);
    const held = await ask("hold", { method: "POST", body: form });
    return held.map((file) => file.id);
  }

  live(onUpdate, onLost) {
    this.socket?.close();
    const socket = new WebSocket(`ws://${location.host}${BASE}/live?as=${this.as}`);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.socket === socket && onUpdate(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (this.socket === socket) onLost();
    });
  }
}

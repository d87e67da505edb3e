// Talks to the sandbox: acts of the current person, and the live feed.

const BASE = "/sandbox/api";

// What the sandbox answers in words is a refusal; anything else that fails is trouble on the way.
export class Refusal extends Error {}

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
    return fetch(`${BASE}/${path}?${search}`).then(answer);
  }

  post(path, body) {
    const headers = { "Content-Type": "application/json" };
    return fetch(`${BASE}/${path}`, { method: "POST", headers, body: JSON.stringify(body) }).then(answer);
  }

  act(name, fields) {
    return this.post(`act/${name}`, { as: this.as, ...fields });
  }

  upload(fields, files) {
    const form = new FormData();
    for (const [key, value] of Object.entries({ as: this.as, ...fields })) form.append(key, value);
    for (const file of files) form.append("file", file);
    return fetch(`${BASE}/upload`, { method: "POST", body: form }).then(answer);
  }

  // Uploads files that a command or modal is about to name; gives their ids.
  async hold(files) {
    const form = new FormData();
    for (const file of files) form.append("file", file);
    const held = await fetch(`${BASE}/hold`, { method: "POST", body: form }).then(answer);
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

// Children that are known by a key: only those are made anew whose data changed, and focus stays where it was.

const CONTROLS = "a[href], button, input, select, textarea, [tabindex]";
const kept = new WeakMap();

// Makes the children of `parent` those that are wanted, in their order; each has a key, the data that it is made
// from, and `make`, which makes its node.
export function keep(parent, wanted) {
  const before = kept.get(parent) ?? new Map();
  const now = new Map();
  for (const { key, data, make } of wanted) {
    const old = before.get(key);
    if (old?.data === data) now.set(key, old);
    else now.set(key, { data, node: make(), replaced: old?.node });
    before.delete(key);
  }
  for (const { node } of before.values()) node.remove();
  let place = parent.firstChild;
  for (const entry of now.values()) {
    if (entry.replaced) {
      if (place === entry.replaced) place = entry.node;
      replace(entry.replaced, entry.node);
      delete entry.replaced;
    }
    if (place === entry.node) place = place.nextSibling;
    else parent.insertBefore(entry.node, place);
  }
  kept.set(parent, now);
}

function controls(node) {
  return [node, ...node.querySelectorAll(CONTROLS)].filter((found) => found.matches(CONTROLS));
}

// Whoever was at a control of the old node is at the one in its place.
function replace(old, node) {
  const at = controls(old).indexOf(document.activeElement);
  old.replaceWith(node);
  if (at < 0) return;
  const found = controls(node).filter((control) => !control.disabled);
  found[Math.min(at, found.length - 1)]?.focus({ preventScroll: true });
}

// What select menus and options offer, and how much of it may be chosen.

const PEOPLE = "people";
const ROLES = "roles";
const CHANNELS = "channels";
// What is offered by the type of a component, and by the type of a command's option.
export const COMPONENTS = { 5: [PEOPLE], 6: [ROLES], 7: [PEOPLE, ROLES], 8: [CHANNELS] };
export const OPTIONS = { 6: [PEOPLE], 7: [CHANNELS], 8: [ROLES], 9: [PEOPLE, ROLES] };

const OFFERS = {
  [PEOPLE]: (context) => [...context.users].map(([value, name]) => ({ value, label: `@${name}` })),
  [ROLES]: (context) => [...context.roles].map(([value, name]) => ({ value, label: name.startsWith("@") ? name : `@${name}` })),
  [CHANNELS]: (context, types) => [...context.channels].filter(([id]) => !types?.length || types.includes(context.typeOf(id)))
    .map(([value, name]) => ({ value, label: `#${name}` })),
};

export function entities(kinds, context, types) {
  return kinds.flatMap((kind) => OFFERS[kind](context, types));
}

export const least = (component) => component.min_values ?? 1;
export const most = (component) => component.max_values ?? 1;

export function limits(component) {
  if (least(component) === most(component)) return `choose ${most(component)}`;
  return least(component) > 1 ? `choose ${least(component)} to ${most(component)}` : `choose up to ${most(component)}`;
}

// What is wrong with having chosen as many; empty when nothing is.
export function wrong(component, count) {
  if (count < least(component)) return `Choose at least ${least(component)}: ${count} so far`;
  return count > most(component) ? `Choose at most ${most(component)}: ${count} so far` : "";
}

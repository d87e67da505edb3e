// Offers people, roles and channels in a field, as they are typed there.

import { suggested } from "./names.js";

// Shows what fits the words before the cursor, if anything does; `onTaken` hears that one was written in.
export function offerMentions(field, picker, context, onTaken) {
  const mention = suggested(field.value.slice(0, field.selectionStart), context);
  if (!mention) {
    picker.hide();
    return;
  }
  picker.show(mention.entries, (entry) => {
    const at = field.selectionStart;
    field.setRangeText(`${entry.label} `, at - mention.length, at, "end");
    picker.hide();
    onTaken();
  }, field);
}

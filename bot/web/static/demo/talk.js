// What goes to the program and what comes back as words.

export const facts = document.getElementById("facts").dataset;
const toast = document.getElementById("toast");
let until = 0;

// A line at the lower edge; `stays`: until the next one.
export function say(text, stays = false) {
  clearTimeout(until);
  toast.textContent = text;
  toast.hidden = !text;
  if (text && !stays) until = setTimeout(() => say(""), 5000);
}

// Send a form; true where it was taken.
export async function send(form, submitter) {
  const body = new FormData(form, submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) return true;
    say((await answer.json()).words);
  } catch {
    say(facts.lost);
  }
  return false;
}

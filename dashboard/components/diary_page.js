/* The light page: the form as everywhere, its answers sent by a request of their own instead of the dashboard's socket. */

const told = JSON.parse(document.getElementById("told").textContent);
const root = document.querySelector(".own-diary");
const LOOKS_AGAIN_MS = 10000;
let data = told.data;
let isUsed = false;

const draw = () => form({ parentElement: document, data, setTriggerValue: send });

/* An answer that does not arrive is told as not saved as soon as that is known, and can be sent again. */
async function send(_, text) {
  const { id } = JSON.parse(text);
  try {
    const answer = await fetch(location.href, { method: "POST", headers: { "Content-Type": "application/json", "X-Page-Of": told.mark }, body: text });
    if (answer.status === 401) return notKept(id, told.signedOut);
    if (!answer.ok) return notKept(id);
    data = await answer.json();
    draw();
  } catch {
    notKept(id);
  }
}

function notKept(id, why = "") {
  const { form } = root;
  if (form.sent?.id !== id || !form.isSaving) return;
  clearTimeout(form.timer);
  form.giveUp();
  if (why) form.status.firstChild.textContent = why;
}

/* A page that was left open overnight shows yesterday as today. */
const opened = new Date().toDateString();
function renew() {
  const { form } = root;
  const isBusy = form.isSaving || form.status.classList.contains("not-kept") || (form.isAsking && form.hasSteps);
  if (!document.hidden && !isBusy && new Date().toDateString() !== opened) location.reload();
}

/* A page whose session has ended shows nothing any more, but for an answer that is not kept yet. Who types uses it. */
async function look() {
  const { isSaving, status } = root.form;
  if (isSaving || status.classList.contains("not-kept")) return;
  const headers = { Accept: "application/json", "X-Page-Of": told.mark, ...(isUsed ? { "X-Used": "1" } : {}) };
  isUsed = false;
  const state = await fetch(location.href, { headers }).catch(() => null);
  if (state?.status === 401) location.reload();
}

draw();
document.addEventListener("visibilitychange", renew);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
document.getElementById("out")?.addEventListener("click", async () => {
  await fetch("/sign-out", { method: "POST" });
  location.href = "/auth/logout";
});
if (told.mark) {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { isUsed = true; });
  setInterval(look, LOOKS_AGAIN_MS);
  addEventListener("pageshow", ({ persisted }) => (persisted ? location.reload() : look()));
}

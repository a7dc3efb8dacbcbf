/* What is typed goes to the server after a short pause; the key / leads here, Escape empties the box. */

const PAUSE_MS = 150
const WRITABLE = "input, textarea, select, [contenteditable=true], [role=dialog] *"

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const input = parentElement.querySelector("input")
  input.setAttribute("aria-label", data.label)
  input.placeholder = data.placeholder
  if (input.getRootNode().activeElement !== input) input.value = data.written
  input.oninput = () => {
    clearTimeout(input.pause)
    input.pause = setTimeout(() => setTriggerValue("typed", { text: input.value }), PAUSE_MS)
  }
  input.onkeydown = (event) => {
    if (event.key !== "Escape" || !input.value) return
    input.value = ""
    input.oninput()
  }
  const lead = (event) => {
    const from = event.composedPath()[0]
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || from.matches?.(WRITABLE)) return
    event.preventDefault()
    input.focus()
    input.select()
  }
  document.addEventListener("keydown", lead)
  return () => document.removeEventListener("keydown", lead)
}

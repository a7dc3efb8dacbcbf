/* Ranges, dates and the ids of rules, which would break at their dashes. */
const HELD = /(\d+–\d+|\w*\d-\S+|[A-Z]+-\d\S*)/

function held(part) {
  const whole = document.createElement("span")
  whole.className = "held"
  whole.textContent = part
  return whole
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const text = parentElement.querySelector("p")
  const button = parentElement.querySelector("button")
  const said = parentElement.querySelector("[role=status]")
  if (text.textContent !== data.text) said.textContent = ""
  text.replaceChildren(...data.text.split(HELD).map((part, at) => (at % 2 ? held(part) : part)))
  button.textContent = data.copy
  button.hidden = false
  button.onclick = async () => {
    const range = document.createRange()
    range.selectNodeContents(text)
    const selection = window.getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
    // Without https the clipboard is not there; the selected text is then copied the old way.
    if (navigator.clipboard) await navigator.clipboard.writeText(data.text)
    else document.execCommand("copy")
    said.textContent = data.copied
    setTriggerValue("copied", true)
  }
}

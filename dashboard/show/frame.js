// Tells browsers and screen readers the language of the page, and says in it what Streamlit says in English; tells the
// server when the page is printed, and when the device turns dark or light, to which the charts are drawn anew.
// What is asked for is exact: a text that Streamlit words anew stays English, and nothing else of the page is touched.

const NAMES = ["aria-label", "placeholder", "title"]
const UNTIL_STREAMLIT_HAS_TURNED = 200

export default function (component) {
  const { language, said } = component.data
  document.documentElement.lang = language
  window.onbeforeprint = () => component.setTriggerValue("printed", true)
  turnWith(component)
  window.headacheSaid?.disconnect()
  if (!Object.keys(said).length) return
  const patterns = Object.entries(said).map(([english, own]) => [pattern(english), own])
  const say = (root) => everyNode(root).forEach((node) => sayAgain(node, patterns))
  say(document.body)
  const watch = new MutationObserver((changes) => changes.forEach((change) => say(change.type === "attributes" ? change.target : change)))
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: NAMES })
  window.headacheSaid = watch
}

/* The colours of what was drawn are those of the theme it was drawn in: dark letters stood on the dark page. */
function turnWith(component) {
  window.headacheDark ??= matchMedia("(prefers-color-scheme: dark)")
  window.headacheDark.onchange = () => setTimeout(() => component.setTriggerValue("turned", true), UNTIL_STREAMLIT_HAS_TURNED)
}

/* "{ 1 } more" fits any text in the place of the number. */
function pattern(english) {
  const parts = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join("(.+)")}$`)
}

function everyNode(root) {
  if (root.addedNodes) return [...root.addedNodes].flatMap(everyNode)
  if (root.nodeType === Node.TEXT_NODE) return [root]
  if (root.nodeType !== Node.ELEMENT_NODE || root.matches("svg, .hd, .js-plotly-plot")) return []
  return [root, ...[...root.childNodes].flatMap(everyNode)]
}

function sayAgain(node, patterns) {
  if (node.nodeType === Node.TEXT_NODE) return put(node.nodeValue, patterns, (text) => (node.nodeValue = text))
  for (const name of NAMES) if (node.hasAttribute(name)) put(node.getAttribute(name), patterns, (text) => node.setAttribute(name, text))
}

function put(text, patterns, set) {
  const trimmed = text.trim()
  if (!trimmed) return
  for (const [english, own] of patterns) {
    const found = trimmed.match(english)
    if (found) return set(own.replace(/\{(\d)\}/g, (_, at) => found[Number(at)]))
  }
}

/* The second frame begins when the first one has been drawn. */

export default function ({ setTriggerValue }) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTriggerValue("drawn", true)))
}

// A table of patients, sorted and paged by the server: heads sort, names open the patient, a button notes a contact.
const PARTS = ["filled", "open", "missing"]

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".list")
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(name, colour)
  const focused = root.getRootNode().activeElement?.dataset?.focus
  root.replaceChildren(table(data, setTriggerValue))
  if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus()
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function table(data, use) {
  const heads = data.columns.map((column) => headCell(column, data.order, use))
  const last = element("th", { scope: "col" }, hidden("span", data.contact))
  const lines = data.rows.flatMap((row) => [
    ...(row.heading ? [headingRow(row.heading, data.columns.length + 1)] : []),
    element("tr", {}, ...row.cells.map((cell, at) => tableCell(row, cell, at, data, use)), contactCell(row, data, use)),
  ])
  const whole = element("table", {}, hidden("caption", data.caption),
    element("thead", {}, element("tr", {}, ...heads, last)), element("tbody", {}, ...lines))
  return element("div", { className: "scroll" }, whole)
}

function hidden(name, text) {
  return element(name, { textContent: text, className: "hidden" })
}

function headCell(column, order, use) {
  const button = element("button", { type: "button", onclick: () => use("sorted", column.name) }, column.title)
  button.dataset.focus = `head ${column.name}`
  const head = element("th", { scope: "col", className: column.name }, button)
  if (order.column === column.name) head.setAttribute("aria-sort", order.ascending ? "ascending" : "descending")
  return head
}

function headingRow(text, width) {
  return element("tr", { className: "heading" }, element("th", { scope: "rowgroup", colSpan: width }, text))
}

function tableCell(row, cell, at, data, use) {
  const small = cell.small.map((text) => element("span", { className: "small" }, text))
  const text = at === 0 ? link(row, cell.text, data, use) : cell.text
  const days = cell.days.length ? [strip(cell.days, data.days)] : []
  const drawn = cell.parts ? [bar(cell.parts)] : []
  const made = element("td", { className: data.columns[at].name }, ...days, ...drawn, text, ...small)
  made.dataset.title = data.columns[at].title
  return made
}

function link(row, text, data, use) {
  const address = new URL(data.address, window.location.href)
  address.searchParams.set("patient", row.patient_id)
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    use("opened", row.patient_id)
  }
  const made = element("a", { href: address.href, onclick: open }, text)
  made.dataset.focus = `open ${row.patient_id}`
  return made
}

function contactCell(row, data, use) {
  const note = () => use("contacted", row.patient_id)
  const button = element("button", { type: "button", className: "act", onclick: note }, data.contact)
  button.setAttribute("aria-label", data.contact_with[row.patient_id])
  button.dataset.focus = `contact ${row.patient_id}`
  return element("td", {}, button)
}

function strip(days, title) {
  const told = days.filter((day) => day.state !== "filled" && day.state !== "outside").map((day) => day.label)
  const marks = days.map((day) => element("span", { className: `day ${day.state}`, title: day.label }))
  const drawn = element("span", { className: "strip", role: "img" }, ...marks)
  drawn.setAttribute("aria-label", [title, ...told].join("; "))
  return drawn
}

function bar(parts) {
  const total = parts.slice(0, 3).reduce((sum, days) => sum + days, 0)
  const pieces = PARTS.map((name, at) => {
    const piece = element("span", { className: name })
    piece.style.width = `${(100 * parts[at]) / total}%`
    return parts[at] ? piece : ""
  })
  const drawn = element("span", { className: "bar" }, ...pieces)
  drawn.setAttribute("aria-hidden", "true")
  return drawn
}

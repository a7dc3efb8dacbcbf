// A table of patients, sorted and paged by the server: heads sort, names open the patient, a button notes a contact.
// A row is one stop of the Tab key; arrow keys go from control to control and from row to row.

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".list")
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(name, colour)
  root.opened ??= new Set()
  const focused = focusedIn(root)
  root.replaceChildren(table(data, root, setTriggerValue))
  if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus()
  return offerSkipLink(data.skip, () => root.querySelector("tbody [tabindex='0']")?.focus())
}

function focusedIn(root) {
  return root.getRootNode().activeElement?.dataset?.focus
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function table(data, root, use) {
  const heads = data.columns.map((column) => headCell(column, data.order, use))
  const body = element("tbody", { onkeydown: (event) => step(event, body) })
  body.addEventListener("focusin", remember)
  let part = null
  for (const row of data.rows) {
    if (row.heading) part = headingRow(row.heading, data.columns.length, root, body)
    if (row.heading) body.append(part.line)
    body.append(...patientRows(row, part, data, root, use))
  }
  const whole = element("table", {}, hidden("caption", data.caption), element("thead", {}, element("tr", {}, ...heads)), body)
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

function headingRow(heading, width, root, body) {
  const cell = element("th", { scope: "rowgroup", colSpan: width })
  const line = element("tr", { className: "heading" }, cell)
  if (!heading.folded) cell.append(heading.text)
  else cell.append(foldButton(heading.text, root, body))
  return { line, isFolded: heading.folded && !root.opened.has("enough") }
}

/* The rows of a folded part are there, hidden, so that opening it needs no answer of the server. */
function foldButton(text, root, body) {
  const toggle = () => {
    const isOpen = flip(root.opened, "enough")
    button.setAttribute("aria-expanded", String(isOpen))
    for (const row of body.querySelectorAll("tr.foldable")) row.hidden = !isOpen || (row.matches(".more") && !root.opened.has(row.dataset.patient))
  }
  const button = element("button", { type: "button", className: "fold", onclick: toggle }, text)
  button.setAttribute("aria-expanded", String(root.opened.has("enough")))
  button.dataset.focus = "fold"
  return button
}

function flip(set, name) {
  if (!set.delete(name)) set.add(name)
  return set.has(name)
}

function patientRows(row, part, data, root, use) {
  const controls = { link: link(row, data, use), more: moreButton(row, root), contact: contactButton(row, data, use, root) }
  Object.values(controls).forEach((control, at) => (control.tabIndex = at ? -1 : 0))
  const cells = row.cells.map((cell, at) => tableCell(cell, data.columns[at], controls, data))
  const foldable = part?.line.querySelector(".fold") ? "foldable" : ""
  const line = element("tr", { className: `patient ${foldable}`, hidden: Boolean(part?.isFolded) }, ...cells)
  line.querySelector("td.reason > span")?.addEventListener("click", () => controls.more.click())
  const listed = element("ul", {}, ...row.more.map((text) => element("li", {}, text)))
  if (row.unread) listed.append(element("li", {}, element("a", { href: new URL(data.imports, window.location.href).href }, row.unread)))
  const more = element("tr", { className: `more ${foldable}`, id: `more-${row.patient_id}` }, element("td", { colSpan: cells.length }, listed))
  more.hidden = Boolean(part?.isFolded) || !root.opened.has(row.patient_id)
  for (const one of [line, more]) one.dataset.patient = row.patient_id
  return [line, more]
}

function tableCell(cell, column, controls, data) {
  const small = cell.small ? [element("span", { className: "small" }, cell.small)] : []
  const made = element("td", { className: column.name })
  if (column.name === "patient") controls.link.append(element("span", { className: "name" }, cell.text), ...small), made.append(controls.link)
  else if (column.name === "reason") made.append(controls.more, element("span", {}, cell.text))
  else if (column.name === "contact") made.append(controls.contact, ...small)
  else made.append(...(cell.days.length ? [strip(cell.days, data.days)] : []), cell.text, ...small)
  return made
}

function link(row, data, use) {
  const address = new URL(data.address, window.location.href)
  address.searchParams.set("patient", row.patient_id)
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    use("opened", row.patient_id)
  }
  const made = element("a", { href: address.href, onclick: open })
  made.dataset.focus = `open ${row.patient_id}`
  return made
}

function moreButton(row, root) {
  const toggle = () => {
    const isOpen = flip(root.opened, row.patient_id)
    button.setAttribute("aria-expanded", String(isOpen))
    button.closest("tr").nextElementSibling.hidden = !isOpen
  }
  const button = element("button", { type: "button", className: "unfold", onclick: toggle })
  button.setAttribute("aria-label", row.names.more)
  button.setAttribute("aria-expanded", String(root.opened.has(row.patient_id)))
  button.setAttribute("aria-controls", `more-${row.patient_id}`)
  button.dataset.focus = `more ${row.patient_id}`
  return button
}

function contactButton(row, data, use, root) {
  const note = () => {
    use("contacted", row.patient_id)
    comeBack(root, button.dataset.focus)
  }
  const button = element("button", { type: "button", className: "act", onclick: note }, data.contact)
  button.setAttribute("aria-label", row.names["contact-with"])
  button.dataset.focus = `contact ${row.patient_id}`
  return button
}

/* When the window over the list is closed, the focus is again where it was opened, or at the first row. */
function comeBack(root, focus) {
  let wasOpen = false
  const watch = new MutationObserver(() => {
    const isOpen = Boolean(document.querySelector("[role=dialog]"))
    if (wasOpen && !isOpen) {
      watch.disconnect()
      setTimeout(() => (root.querySelector(`[data-focus="${CSS.escape(focus)}"]`) ?? root.querySelector("tbody a"))?.focus(), 50)
    }
    wasOpen ||= isOpen
  })
  watch.observe(document.body, { childList: true, subtree: true })
}

/* The control that was used last is the one that Tab comes back to in its row. */
function remember(event) {
  const row = event.target.closest("tr.patient")
  for (const control of row?.querySelectorAll("[data-focus]") ?? []) control.tabIndex = control === event.target ? 0 : -1
}

function step(event, body) {
  const row = event.target.closest("tr.patient")
  if (!row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const rows = [...body.querySelectorAll("tr.patient")].filter((one) => !one.hidden)
  const target = nextControl(event.key, row, event.target, rows)
  if (!target) return
  event.preventDefault()
  target.focus()
}

function nextControl(key, row, control, rows) {
  const place = controlsOf(row).indexOf(control)
  if (key === "Home") return controlsOf(rows[0])[place]
  if (key === "End") return controlsOf(rows.at(-1))[place]
  const [down, right] = STEPS[key] ?? [0, 0]
  if (!down && !right) return null
  return controlsOf(rows[rows.indexOf(row) + down] ?? row)[place + right]
}

function controlsOf(row) {
  return [...row.querySelectorAll("[data-focus]")]
}

function strip(days, title) {
  const told = days.filter((day) => day.state !== "filled" && day.state !== "outside").map((day) => day.label)
  const marks = days.map((day) => element("span", { className: `day ${day.state}`, title: day.label }))
  const drawn = element("span", { className: "strip", role: "img" }, ...marks)
  drawn.setAttribute("aria-label", [title, ...told].join("; "))
  return drawn
}

/* The first stop of the whole document, seen when it has the focus. */
function offerSkipLink(text, lead) {
  document.getElementById("headache-skip")?.remove()
  const made = element("a", { id: "headache-skip", href: "#list", textContent: text })
  made.onclick = (event) => {
    event.preventDefault()
    lead()
  }
  document.body.prepend(made)
  return () => made.remove()
}

// A table of patients: heads sort, names open the patient. The order chosen is kept on the element between runs.
const PARTS = ["filled", "open", "missing"]

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".list")
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(name, colour)
  const order = root.order ?? { column: -1, ascending: true }
  root.order = order

  const compare = (a, b) => {
    const [left, right] = [a.cells[order.column].sort, b.cells[order.column].sort]
    if (left === null || right === null) return (left === null) - (right === null)
    const result = typeof left === "number" ? left - right : String(left).localeCompare(String(right), data.language)
    return order.ascending ? result : -result
  }
  const draw = () => {
    const rows = order.column < 0 ? data.rows : [...data.rows].sort(compare)
    root.replaceChildren(table(data, rows, order, sortBy, open))
  }
  const sortBy = (column) => {
    order.ascending = order.column === column ? !order.ascending : true
    order.column = column
    draw()
    root.querySelectorAll("th button")[column].focus()
  }
  const open = (event, patient) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("opened", patient)
  }
  draw()
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function table(data, rows, order, sortBy, open) {
  const heads = data.columns.map((title, column) => {
    const head = element("th", { scope: "col" }, element("button", { type: "button", onclick: () => sortBy(column) }, title))
    if (order.column === column) head.setAttribute("aria-sort", order.ascending ? "ascending" : "descending")
    return head
  })
  const lines = rows.map((row) => element("tr", {}, ...row.cells.map((cell, at) => tableCell(row, cell, at, data, open))))
  const caption = element("caption", { textContent: data.caption })
  caption.style.cssText = "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden"
  const whole = element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines))
  return element("div", { className: "scroll" }, whole)
}

function tableCell(row, cell, at, data, open) {
  if (at === 0) {
    const address = new URL(data.address, window.location.href)
    address.searchParams.set("patient", row.id)
    const link = element("a", { href: address.href, onclick: (event) => open(event, row.id) }, cell.text)
    return element("td", {}, link)
  }
  return cell.parts ? element("td", {}, bar(cell.parts), cell.text) : element("td", {}, cell.text)
}

function bar(parts) {
  const total = parts.reduce((sum, days) => sum + days, 0)
  const pieces = PARTS.map((name, at) => {
    const piece = element("span", { className: name })
    piece.style.width = `${(100 * parts[at]) / total}%`
    return parts[at] ? piece : ""
  })
  const drawn = element("span", { className: "bar" }, ...pieces)
  drawn.setAttribute("aria-hidden", "true")
  return drawn
}

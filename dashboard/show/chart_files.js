// The picture and the table of a chart as files, made in the browser of what is drawn there: nothing is asked of anyone.
const SVG = "http://www.w3.org/2000/svg"
const SHARPER = 2

export default function (component) {
  const { data, parentElement } = component
  const made = { svg: pictureAsSvg, png: pictureAsPng, csv: table }
  for (const button of parentElement.querySelectorAll("button")) {
    const kind = button.dataset.kind
    button.textContent = data.labels[kind]
    button.hidden = kind === "csv" && !data.csv
    button.onclick = async () => {
      const blob = await made[kind](data)
      if (blob) save(blob, `${data.name}.${kind}`)
    }
  }
}

function table(data) {
  return new Blob(["\ufeff", data.csv], { type: "text/csv;charset=utf-8" })
}

function pictureAsSvg(data) {
  const found = drawn(data)
  return found && new Blob([found.text], { type: "image/svg+xml" })
}

async function pictureAsPng(data) {
  const found = drawn(data)
  if (!found) return null
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(found.text)}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = found.width * SHARPER
  canvas.height = found.height * SHARPER
  const context = canvas.getContext("2d")
  context.scale(SHARPER, SHARPER)
  context.drawImage(image, 0, 0, found.width, found.height)
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
}

// The layers of the chart, one upon the other, on the ground of the page.
function drawn(data) {
  const plot = document.querySelector(`.st-key-${CSS.escape(data.chart)} .js-plotly-plot`)
  const layers = plot ? [...plot.querySelectorAll(".main-svg")] : []
  if (!layers.length) return null
  const width = Number(layers[0].getAttribute("width"))
  const height = Number(layers[0].getAttribute("height"))
  const whole = document.createElementNS(SVG, "svg")
  const ground = document.createElementNS(SVG, "rect")
  for (const [node, attributes] of [
    [whole, { width, height, viewBox: `0 0 ${width} ${height}` }],
    [ground, { width, height, fill: data.page }],
  ])
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  whole.append(ground)
  for (const layer of layers) {
    const copy = layer.cloneNode(true)
    copy.removeAttribute("style")
    whole.append(copy)
  }
  return { text: new XMLSerializer().serializeToString(whole), width, height }
}

function save(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

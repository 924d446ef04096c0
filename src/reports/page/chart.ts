/**
 * Charts as SVG, drawn here and not by the reader's browser. Colours are variables of the page's style, so that a chart
 * follows light, dark and print; patterns tell series apart where colour does not.
 */
import { BarChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { harmless } from '../inspection/plain-text.ts'
import { count } from './elements.ts'
import { Html, html } from './html.ts'

use([BarChart, SankeyChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer])

/** In units of the drawing, which is as wide as its column; texts stay readable down to half of it. */
const WIDTH = 640
const TEXT = { color: 'var(--text)', fontSize: 13, fontFamily: 'inherit' }
const ROW = 26
/** Letters of a name beside bars, and at the ends of flows. */
const LONGEST = 38
const LONGEST_AT_FLOWS = 32
/** Width of a letter, in the middle. */
const LETTER = 7.3

export interface Series {
  readonly name: string
  /** Variable of the style, such as `--critical`. */
  readonly colour: string
  readonly values: readonly number[]
}

/** Horizontal bars, one a label, the first on top; several series are stacked, those of nothing are left out. */
export function bars(caption: string, labels: readonly string[], all: readonly Series[]): Html {
  const series = all.filter(({ values }) => values.some((value) => value > 0))
  const stacked = all.length > 1
  const height = labels.length * ROW + (stacked ? 64 : 24)
  const axis = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: TEXT }
  return figure(caption, height, {
    grid: { left: margin(labels), right: 52, top: stacked ? 40 : 4, bottom: 4, outerBoundsMode: 'none' },
    ...(stacked ? { legend: { top: 4, left: 0, textStyle: TEXT, itemGap: 34, selectedMode: false } } : {}),
    aria: { enabled: true, label: { enabled: false }, decal: { show: stacked } },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { show: false },
      splitLine: { lineStyle: { color: 'var(--line)' } },
    },
    yAxis: { type: 'category', inverse: true, data: labels.map((label) => shortened(label)), ...axis },
    series: series.map(({ name, colour, values }, i) => ({
      type: 'bar',
      name,
      ...(stacked ? { stack: 'all' } : {}),
      barWidth: 16,
      data: values.map((value, row) => ({
        value,
        label: { show: i === series.length - 1, ...totalLabel(series, row) },
      })),
      itemStyle: { color: `var(${colour})` },
      label: { position: 'right', ...TEXT, textBorderWidth: 0 },
      ...STILL,
    })),
  })
}

/** Room for the longest label. Nothing here knows the reader's font: wide letters are reckoned with. */
const margin = (labels: readonly string[]): number =>
  20 + LETTER * labels.reduce((most, label) => Math.max(most, shortened(label).length), 0)

const totalLabel = (series: readonly Series[], row: number): object => ({
  formatter: count(series.reduce((total, { values }) => total + values[row]!, 0)),
})

export interface Link {
  readonly from: string
  readonly to: string
  readonly value: number
}

/** Who asks on the left, who is asked on the right; a zone can stand on both sides. */
export function flowChart(caption: string, links: readonly Link[]): Html {
  const left = [...new Set(links.map((l) => l.from))]
  const right = [...new Set(links.map((l) => l.to))]
  const node = (side: string, name: string) => ({
    name: `${side} ${name}`,
    depth: side === 'from' ? 0 : 1,
    itemStyle: { color: name === 'Internet' ? 'var(--high)' : 'var(--bar)', borderWidth: 0 },
    label: { formatter: shortened(name, LONGEST_AT_FLOWS), position: side === 'from' ? 'left' : 'right' },
  })
  return figure(caption, Math.max(160, Math.max(left.length, right.length) * 34), {
    series: {
      type: 'sankey',
      left: 230,
      right: 230,
      top: 8,
      bottom: 8,
      nodeGap: 14,
      nodeWidth: 14,
      draggable: false,
      data: [...left.map((name) => node('from', name)), ...right.map((name) => node('to', name))],
      links: links.map(({ from, to, value }) => ({ source: `from ${from}`, target: `to ${to}`, value })),
      label: { ...TEXT, textBorderWidth: 0 },
      lineStyle: { color: 'var(--bar)', opacity: 0.3, curveness: 0.5 },
      ...STILL,
    },
  })
}

const STILL = { silent: true, emphasis: { disabled: true } }

const shortened = (text: string, longest = LONGEST): string => {
  const letters = Array.from(harmless(text))
  return letters.length <= longest ? letters.join('') : `${letters.slice(0, longest - 1).join('')}…`
}

function figure(caption: string, height: number, option: object): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption({ animation: false, ...option })
    const svg = new Html(standing(chart.renderToSVGString()))
    return html`<figure><figcaption>${caption}</figcaption><div class="drawn" role="img" tabindex="0" aria-label="${caption}; the figures stand in the table.">${svg}</div></figure>\n`
  } finally {
    chart.dispose()
  }
}

/** Without what only scripts and pointers use, and without its own font: the page says it. */
const standing = (svg: string): string =>
  svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/gu, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xmlns(?::xlink)?|version|baseProfile)="[^"]*"/gu, '')
    .replace('<svg ', '<svg aria-hidden="true" ')

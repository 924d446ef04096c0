import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { html } from './html.ts'

test('text is escaped, numbers are grouped, HTML and lists of it stay, nothing leaves nothing', () => {
  const inner = html`<b>${'<&"\''}</b>`
  assert.equal(inner.text, '<b>&lt;&amp;&quot;&#39;</b>')
  assert.equal(html`${inner}${[inner, 'x']}${12345}${null}${false}`.text, `${inner.text}${inner.text}x12,345`)
})

test('whatever the text, no markup comes of it and no character turns the direction of writing', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(
        html`${text}`.text,
        /[<>"'\u202a-\u202e\u2066-\u2069]|&(?!(?:amp|lt|gt|quot|#39);)/u,
      )
    }),
  ))

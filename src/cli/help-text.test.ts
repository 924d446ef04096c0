import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commands } from './commands.ts'
import { helpText } from './help-text.ts'

test('a line too wide goes on below, an option in its own column', () => {
  assert.equal(
    helpText('Usage: x\n\n  --as-of TIME       the day on which support is judged: 2026\n', 44),
    'Usage: x\n\n  --as-of TIME       the day on which\n                     support is judged: 2026\n',
  )
})

test('running text is filled', () =>
  assert.equal(
    helpText('Says of every device in a list which\nit has.\n\nshort\nlines', 30),
    'Says of every device in a list\nwhich it has.\n\nshort\nlines',
  ))

test('the help of every command fits in 80 columns, and says the same', async () => {
  for (const load of Object.values(commands)) {
    const { help, name } = await load()
    const shown = helpText(help, 80)
    for (const line of shown.split('\n')) assert.ok(line.length <= 80, `${name}: ${line}`)
    assert.equal(shown.replace(/\s+/g, ' '), help.replace(/\s+/g, ' '))
  }
})

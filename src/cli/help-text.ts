/** The help of a command in a window of any width. */

/** Nothing is broken into columns narrower than this. */
const LEAST = 20

/** Lines that are too wide go on below, under the text they belong to: options keep their column, running text is filled. */
export function helpText(help: string, width: number): string {
  return blocksOf(help)
    .flatMap((lines) => {
      if (lines.every((line) => line.length <= width)) return lines
      return lines.every(isRunning)
        ? [broken(lines.join(' '), width)]
        : lines.map((line) => broken(line, width))
    })
    .join('\n')
}

const isRunning = (line: string): boolean => /^\S/.test(line) && !/^Usage:| {2}/.test(line)

/** Lines of running text that follow one another are one block, every other line is its own. */
function blocksOf(help: string): string[][] {
  const blocks: string[][] = []
  for (const line of help.split('\n')) {
    const last = blocks.at(-1)
    if (last !== undefined && isRunning(line) && isRunning(last[0]!)) last.push(line)
    else blocks.push([line])
  }
  return blocks
}

function broken(line: string, width: number): string {
  const option = /^ *\S.*?\S {2,}(?=\S)/.exec(line)?.[0]
  const blanks = /^ */.exec(line)![0]
  const begin = option !== undefined && option.length <= width - LEAST ? option : blanks
  const lines: string[] = []
  let current = begin
  for (const word of line.slice(begin.length).split(' ')) {
    if (current.length + word.length > width && current.trim() !== '') {
      lines.push(current.trimEnd())
      current = ' '.repeat(begin.length)
    }
    current += `${word} `
  }
  return [...lines, current.trimEnd()].join('\n')
}

/**
 * Builds that exist once a region: a letter says which (U the United States, L elsewhere), digits in front which
 * hardware, digits behind the build: `012U000040`, `053L000091`, `U61`. A build of one region says nothing about the other.
 */
import type { Order } from './generic.ts'
import { compareNumbers } from './runs.ts'

interface Build {
  readonly hardware: string
  readonly region: string
  readonly build: string
}

const BUILD = /^(?:v|version)?\s*(?:(\d{2,3})\s*)?([ul])\s*(\d{2,9})$/i

export function regionalBuild(text: string): Build | null {
  const [, hardware, region, build] = BUILD.exec(text.trim()) ?? []
  if (!region || !build) return null
  return {
    hardware: hardware?.replace(/^0+/, '') ?? '',
    region: region.toUpperCase(),
    build: build.replace(/^0+(?=\d)/, ''),
  }
}

/** `null`: other regions. The hardware number does not order: the same build is made for several. */
export function compareRegional(a: Build, b: Build): Order | null {
  return a.region === b.region ? (compareNumbers(a.build, b.build) as Order) : null
}

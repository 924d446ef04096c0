/** Claims for tests of what is concluded from them. */
import type { AssetAttribute, Claim } from '../src/model/asset.ts'

/** A claim from a field of its own, unless told otherwise. */
export const claim = (
  attribute: AssetAttribute,
  value: string,
  strength: number,
  more: Partial<Claim> = {},
): Claim => ({
  attribute,
  value,
  strength,
  by: 'test',
  protocol: 'test',
  field: `test.${attribute}-${value}-${strength}`,
  observed: `${attribute} ${value} ${strength}`,
  says: { [attribute]: value },
  self: true,
  at: 0,
  where: { file: 'a', packet: 1 },
  ...more,
})

/** What is usual, by device and by profile. */
export interface Baseline {
  readonly schema: 'wardline.baseline/1'
}

/** The only part of jStat that is used: the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    readonly chisquare: { cdf(value: number, degrees: number): number }
  }
  export default jStat
}

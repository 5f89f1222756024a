/** "1234567.89" → "1,234,567.89": a comma between thousands, for people; what follows the point stays. */
export function groupDigits(decimal: string): string {
  const [whole = "", ...decimals] = decimal.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}

/** "1234567.89" → "1,234,567.89": commas between thousands, for people; decimals stay. */
export function groupDigits(decimal: string): string {
  const [whole = "", ...decimals] = decimal.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}

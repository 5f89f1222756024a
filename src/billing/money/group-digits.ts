/** "1234567.89" → "1,234,567.89": commas between thousands, for people; decimals stay. */
export function groupDigits(decimal: string): string {
  const point = decimal.indexOf(".");
  if ((point === -1 ? decimal.length : point) <= 3) return decimal;
  const [whole = "", ...decimals] = decimal.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}

/** `3,450` */
export function formatCount(count: number): string {
  const [whole = '', fraction] = String(Math.round(count * 10) / 10).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

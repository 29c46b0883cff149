/** Replaces values. The same value has the same stand-in everywhere in a recording. */
export interface StandIns {
  /** Has the same form: digits for digits, letters for letters. */
  id(value: string): string;
  host(host: string): string;
  email(address: string): string;
  person(name: string): string;
  secret(value: string): string;
  address(ip: string): string;
}

export function createStandIns(): StandIns {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();

  function of(kind: string, value: string, make: (count: number) => string): string {
    const key = `${kind} ${value}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const made = make(count);
    known.set(key, made);
    return made;
  }

  return {
    id: (value) => of('id', value, (count) => sameForm(value, count)),
    host: (host) => of('host', host.toLowerCase(), (count) => `host-${count}.example`),
    email: (address) =>
      of('email', address.toLowerCase(), (count) => `person-${count}@mail.example`),
    person: (name) => of('person', name, (count) => `Person ${count}`),
    secret: (value) => of('secret', value, (count) => `example-secret-${count}`),
    // One of the networks that RFC 5737 reserves for documentation.
    address: (ip) => of('ip', ip, (count) => `192.0.2.${count % 256}`),
  };
}

/** Turns `c36_9a2e` into `x10_0x1x`: replaces every letter and digit, with `count` in its digits. */
function sameForm(value: string, count: number): string {
  const masked = value.replace(/[a-z]/g, 'x').replace(/[A-Z]/g, 'X');
  const digits = masked.match(/\d/g)?.length ?? 0;
  const number = String(count);
  if (number.length > digits)
    return `${masked.replace(/\d/g, '1')}${digits > 0 ? '' : '-'}${number}`;
  // A number in JSON can't start with 0.
  const whole = number.length < digits ? `1${number.padStart(digits - 1, '0')}` : number;
  let at = 0;
  return masked.replace(/\d/g, () => whole[at++] as string);
}

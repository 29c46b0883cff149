// A library of got makes two Intl.ListFormat as it loads, for words that importwatch never shows, and
// V8 takes a seventh of a start for that. In the bundle they are made when they are first used.
export class LateListFormat {
  #options;

  constructor(...options) {
    this.#options = options;
  }

  format(words) {
    return new globalThis.Intl.ListFormat(...this.#options).format(words);
  }
}

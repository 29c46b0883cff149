// Creates an Intl.ListFormat on first use. A library of got creates two of them on load, for
// messages that importwatch never shows, and V8 spends a seventh of the start-up time on that.
export class LateListFormat {
  #options;

  constructor(...options) {
    this.#options = options;
  }

  format(words) {
    return new globalThis.Intl.ListFormat(...this.#options).format(words);
  }
}

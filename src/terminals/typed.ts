/** What is typed, as bytes: a character that the editor hands over in two halves stays whole. */
export class TypedBytes {
  #half = '';

  encode(text: string): Uint8Array {
    const whole = this.#half + text;
    const isHalf = /[\ud800-\udbff]$/.test(whole);
    this.#half = isHalf ? whole.slice(-1) : '';
    return new TextEncoder().encode(isHalf ? whole.slice(0, -1) : whole);
  }
}
